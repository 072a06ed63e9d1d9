-- KEYS[1]: meta. ARGV[6]: node. ARGV[7]: life of the node's wishes in ms. Then for each cache: its name as in keys, and bits.
if too_late() then
  return late_answer()
end
local meta = open(KEYS[1], ARGV[4])
local other = other_buckets(meta)
if other then
  return other
end

local deadlines = wish_deadlines(meta)

-- What other nodes want, without the nodes whose wishes have ended.
local function others(stored)
  local parts, at = {}, 1
  while at <= #stored do
    local _, size = struct.unpack('>I1I2', stored, at)
    local node = string.sub(stored, at + 3, at + 2 + size)
    if node ~= ARGV[6] and (deadlines[node] or 0) > now_millis then
      parts[#parts + 1] = string.sub(stored, at, at + 2 + size)
    end
    at = at + 3 + size
  end
  return table.concat(parts)
end

for at = 8, #ARGV, 2 do
  local field, bits = 'c:' .. ARGV[at], tonumber(ARGV[at + 1])
  local wishes = others(call('HGET', KEYS[1], field) or '')
  if bits ~= 0 then
    wishes = wishes .. struct.pack('>I1I2', bits, #ARGV[6]) .. ARGV[6]
  end
  if wishes == '' then
    call('HDEL', KEYS[1], field)
  else
    call('HSET', KEYS[1], field, wishes)
  end
end
prolong(meta, ARGV[6], tonumber(ARGV[7]))
return answer(DONE, meta, '')
