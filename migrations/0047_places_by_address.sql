-- Places as a list, not as a tree: in the order of their addresses, of whatever kind they are.
create index place_by_address on place (workspace_id, address, id);
