-- What several people set up: a change tells the version that it is based on, and an older one is refused.
alter table employee add column version int not null default 1;
alter table role add column version int not null default 1;
alter table team add column version int not null default 1;
alter table service add column version int not null default 1;
alter table calendar add column version int not null default 1;
alter table company add column version int not null default 1;
alter table contact add column version int not null default 1;
alter table place add column version int not null default 1;
