-- Addresses in the order in which people count: house 2 before house 10, flat 9 before flat 12. Only the order changes
-- and with it the indexes; no row is written anew, and equal is still what is written alike.
create collation natural_order (provider = icu, locale = 'und-u-kn-true');
alter table place
  alter column name type text collate natural_order,
  alter column address type text collate natural_order;
