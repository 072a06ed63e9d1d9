-- KEYS[1]: meta; then for each key its entry and, if tickets are wanted, its ticket. ARGV[6]: 'e' entries, 'v' versions only.
-- ARGV[7]: tickets: 'n' none, 'w' where there is no entry, 'a' always. ARGV[8]: life of a ticket in ms. Then known versions.
local FOUND, PRESENT, MISSING, UNREADABLE = 1, 2, 3, 4
local meta = open(KEYS[1], ARGV[4])
local other = other_buckets(meta)
if other then
  return other
end

local stride = ARGV[7] == 'n' and 1 or 2

local function ticket(key, live)
  if ARGV[7] == 'n' or ARGV[7] == 'w' and live then
    return false, 0
  end
  local there = standing(key, meta)
  if there then
    return there, 0
  end
  local left = meta.incarnation .. struct.pack('>I8', meta.last) .. meta.stamp
  call('SET', key, left, 'PX', ARGV[8])
  return left, 1
end

local values = {}
for i = 1, (#KEYS - 1) / stride do
  local key = KEYS[2 + stride * (i - 1)]
  local entry, problem = find(key, meta)
  local live = entry and entry.live
  local left, own = ticket(KEYS[3 + stride * (i - 1)], live)
  if problem then
    values[i] = {UNREADABLE, problem, '0', left, own}
  elseif not live then
    values[i] = {MISSING, '', '0', left, own}
  elseif ARGV[6] == 'v' or entry.version == ARGV[8 + i] then
    values[i] = {PRESENT, entry.version, remaining(entry), left, own}
  else
    values[i] = {FOUND, call('GET', key), remaining(entry), left, own}
  end
end
return answer(DONE, meta, values)
