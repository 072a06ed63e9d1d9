-- KEYS: metas. ARGV[6]: channel. ARGV[7]: node. ARGV[8]: nonce. ARGV[9]: life of the node's wishes in ms. Then the buckets.
if too_late() then
  return late_answer()
end
local parts, first = {}, nil
for i = 1, #KEYS do
  local meta = open(KEYS[i], ARGV[4])
  local other = other_buckets(meta)
  if other then
    return other
  end
  prolong(meta, ARGV[7], tonumber(ARGV[9]))
  first = first or meta
  parts[i] = struct.pack('>I2', tonumber(ARGV[9 + i])) .. meta.incarnation
    .. struct.pack('>I8', meta.last) .. meta.stamp
end
call('PUBLISH', ARGV[6], struct.pack('>I1', 1) .. ARGV[8] .. struct.pack('>I8I2', now, #KEYS) .. table.concat(parts))
return answer(DONE, first, '')
