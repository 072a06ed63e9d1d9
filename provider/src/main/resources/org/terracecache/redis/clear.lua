-- KEYS[1]: meta. With a tag in ARGV[12] only what has that tag is removed.
if too_late() then
  return late_answer()
end
local meta = open(KEYS[1], ARGV[4])
local other = other_buckets(meta)
if other then
  return other
end

local number = whole(next_number(meta))
if ARGV[12] == '' then
  advance(meta, 'w:' .. ARGV[4], number)
else
  advance(meta, 'r:' .. ARGV[4], number, 't:' .. ARGV[4] .. ':' .. ARGV[12], number)
end
publish(meta, tonumber(ARGV[11]), {}, 0)
return answer(DONE, meta, {1, {}})
