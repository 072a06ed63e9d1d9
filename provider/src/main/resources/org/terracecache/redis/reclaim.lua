-- KEYS[1]: meta; then the entries. Each is judged again here: it may have been written since somebody thought it dead.
local meta = open(KEYS[1], ARGV[4])
local other = other_buckets(meta)
if other then
  return other
end

local unlinked = 0
for i = 2, #KEYS do
  local entry = find(KEYS[i], meta)
  if entry and not entry.live then
    unlinked = unlinked + call('UNLINK', KEYS[i])
  end
end
return answer(DONE, meta, unlinked)
