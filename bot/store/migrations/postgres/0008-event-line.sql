-- With which line of its conversation the turn began in which it happened: what was said is read there, and nowhere else.
ALTER TABLE event ADD COLUMN seq integer;
