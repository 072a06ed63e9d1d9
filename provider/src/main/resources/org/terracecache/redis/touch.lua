-- KEYS[1]: meta; then the entries. From ARGV[6], for each entry: the version, the life in ms, -1 for eternal.
if too_late() then
  return late_answer()
end
local meta = open(KEYS[1], ARGV[4])
local other = other_buckets(meta)
if other then
  return other
end

local done = {}
for i = 1, #KEYS - 1 do
  local key, life = KEYS[1 + i], tonumber(ARGV[5 + 2 * i])
  local entry = find(key, meta)
  done[i] = 0
  if entry and entry.live and entry.version == ARGV[4 + 2 * i] then
    local expiry = life < 0 and 0 or now_millis + life
    call('SETRANGE', key, 32, struct.pack('>I8', expiry))
    if expiry == 0 then
      call('PERSIST', key)
    else
      call('PEXPIREAT', key, whole(expiry))
    end
    done[i] = 1
  end
end
return answer(DONE, meta, done)
