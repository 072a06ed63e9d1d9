-- KEYS[1]: meta.
local meta = open(KEYS[1], ARGV[4])
return other_buckets(meta) or answer(DONE, meta, '')
