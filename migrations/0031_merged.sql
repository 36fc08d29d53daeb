-- A ticket that went into another points there; what is said to it goes the same way.
alter table ticket add column merged_into uuid;
