-- What all scripts share. ARGV[1]: number of buckets. ARGV[2]: incarnation to give a bucket that has none. ARGV[3]: latest time
-- at which the command may run, in microseconds, 0 for any. ARGV[4]: the cache's name as in keys. ARGV[5]: longest payload.
-- Numbers below 2^53 only; incarnations, stamps and whole versions (number and stamp, 16 bytes) are compared as bytes.
local call = redis.call
local HEADER = 56
local EXACT = 9007199254740991
local NONE = string.rep('\0', 16)
local DONE, TOO_LATE, OTHER_BUCKETS = 1, 2, 3

local clock = call('TIME')
local now = clock[1] * 1000000 + clock[2]
local now_millis = math.floor(now / 1000)
local longest = tonumber(ARGV[5])

local function whole(number)
  return string.format('%.0f', number)
end

local function too_late()
  local latest = tonumber(ARGV[3])
  return latest > 0 and now > latest
end

local function answer(status, meta, body)
  return {status, meta.incarnation, whole(meta.last), meta.stamp, whole(now), body}
end

local function late_answer()
  return {TOO_LATE, '', '0', '', whole(now), ''}
end

-- A number of the meta; what is none counts as the largest, so that what depends on it is dead rather than wrong.
local function mark_of(field)
  return field and (tonumber(field) or EXACT) or 0
end

-- Reads a bucket's meta, or makes it: everything that was there before is dead then.
local function open(key, cache)
  local f = call('HMGET', key, 'P', 'i', 'v', 's', 'w:' .. cache, 'r:' .. cache, 'f:' .. cache, 'c:' .. cache)
  local meta = {key = key, cache = cache}
  local last = f[3] and tonumber(f[3])
  if f[1] and f[2] and last and last >= 0 and last < EXACT and f[4] and #f[2] == 8 and #f[4] == 8 then
    meta.buckets, meta.incarnation, meta.last, meta.stamp = f[1], f[2], last, f[4]
    meta.watermark, meta.tag_removal, meta.tag_floor = mark_of(f[5]), mark_of(f[6]), mark_of(f[7])
    meta.wishes = f[8]
  else
    meta.buckets, meta.incarnation, meta.last, meta.stamp = ARGV[1], ARGV[2], 0, string.rep('\0', 8)
    meta.watermark, meta.tag_removal, meta.tag_floor, meta.wishes = 0, 0, 0, false
    call('DEL', key)
    call('HSET', key, 'P', ARGV[1], 'i', ARGV[2], 'v', '0', 's', meta.stamp)
  end
  return meta
end

local function other_buckets(meta)
  return meta.buckets ~= ARGV[1] and {OTHER_BUCKETS, '', '0', '', whole(now), meta.buckets} or nil
end

-- Whether a tag of the entry was removed after the entry was written; nil if the tags are malformed.
local function is_marked(key, length, number, meta)
  local tags = call('GETRANGE', key, HEADER, HEADER + length - 1)
  local fields, at = {}, 1
  while at <= length do
    if at + 1 > length then
      return nil
    end
    local size = struct.unpack('>I2', tags, at)
    if size == 0 or at + 1 + size > length or #fields == 1000 then
      return nil
    end
    fields[#fields + 1] = 't:' .. meta.cache .. ':' .. string.sub(tags, at + 2, at + 1 + size)
    at = at + 2 + size
  end
  for _, mark in ipairs(call('HMGET', meta.key, unpack(fields))) do
    if mark_of(mark) >= number then
      return true
    end
  end
  return false
end

-- The entry under a key: nil if there is nothing; nil and a reason if there is something that is no entry.
local function find(key, meta)
  local head = redis.pcall('GETRANGE', key, 0, HEADER - 1)
  if type(head) ~= 'string' then
    return nil, 'a key of another type'
  elseif head == '' then
    return nil, nil
  elseif #head < HEADER then
    return nil, 'too short for an entry'
  end
  local magic, format, flags, codec, tags, number = struct.unpack('>I2I1I1I2I2I8', head)
  local expiry, created, payload, reserved = struct.unpack('>I8I8I4I4', head, 33)
  if magic ~= 0x5465 then
    return nil, 'another magic number'
  elseif format ~= 1 then
    return nil, 'an unknown format'
  elseif flags > 1 or reserved ~= 0 then
    return nil, 'an unknown flag'
  elseif number < 1 or number > EXACT or expiry >= 2 ^ 63 or created >= 2 ^ 63 then
    return nil, 'a number out of range'
  elseif payload > longest or call('STRLEN', key) ~= HEADER + tags + payload then
    return nil, 'another length, or too long'
  end
  local entry = {
    codec = codec, tags = tags, payload = payload, expiry = expiry, version = string.sub(head, 9, 24)
  }
  entry.live = flags == 0
    and string.sub(head, 25, 32) == meta.incarnation
    and number > meta.watermark and number > meta.tag_floor
    and (expiry == 0 or expiry > now_millis)
  if entry.live and tags > 0 and meta.tag_removal >= number then
    local marked = is_marked(key, tags, number, meta)
    if marked == nil then
      return nil, 'malformed tags'
    end
    entry.live = not marked
  end
  return entry, nil
end

local function remaining(entry)
  return entry.expiry == 0 and '-1' or whole(entry.expiry - now_millis)
end

-- The load ticket under a key, if it stands; false otherwise.
local function standing(key, meta)
  local ticket = redis.pcall('GET', key)
  if type(ticket) ~= 'string' or #ticket ~= 24 or string.sub(ticket, 1, 8) ~= meta.incarnation then
    return false
  end
  local number = struct.unpack('>I8', ticket, 9)
  return number >= meta.watermark and number >= meta.tag_removal and ticket
end

-- Deadlines of the nodes' wishes, by node.
local function wish_deadlines(meta)
  local deadlines, stored, at = {}, call('HGET', meta.key, 'n') or '', 1
  while at <= #stored do
    local size = struct.unpack('>I2', stored, at)
    deadlines[string.sub(stored, at + 2, at + 1 + size)] = struct.unpack('>I8', stored, at + 2 + size)
    at = at + 10 + size
  end
  return deadlines
end

-- Prolongs a node's wishes, and forgets the nodes whose wishes have ended.
local function prolong(meta, node, millis)
  local parts, deadlines = {}, wish_deadlines(meta)
  deadlines[node] = now_millis + millis
  for name, deadline in pairs(deadlines) do
    if deadline > now_millis then
      parts[#parts + 1] = struct.pack('>I2', #name) .. name .. struct.pack('>I8', deadline)
    end
  end
  call('HSET', meta.key, 'n', table.concat(parts))
end
