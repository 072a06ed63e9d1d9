-- KEYS[1]: meta; then the entries. From ARGV[6]: the versions that are expected.
local meta = open(KEYS[1], ARGV[4])
local other = other_buckets(meta)
if other then
  return other
end

local found = {}
for i = 1, #KEYS - 1 do
  local entry, problem = find(KEYS[1 + i], meta)
  local version = entry and entry.live and entry.version or NONE
  found[i] = {version, not problem and version == ARGV[5 + i] and 1 or 0}
end
return answer(DONE, meta, found)
