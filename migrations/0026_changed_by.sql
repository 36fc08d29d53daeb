-- What administrators set up says over which version it is changed, and who changed it last, wherever it did not yet.
alter table service_type add version integer not null default 1, add updated_at timestamptz, add updated_by uuid;
alter table service_category add version integer not null default 1, add updated_at timestamptz, add updated_by uuid;
alter table custom_field add version integer not null default 1, add updated_at timestamptz, add updated_by uuid;
alter table workspace add version integer not null default 1, add updated_at timestamptz, add updated_by uuid;

-- Letters of an address may go out over a mail server whose certificate nobody known has signed, when people say so.
alter table mail_address add version integer not null default 1, add updated_at timestamptz, add updated_by uuid,
  add any_certificate boolean not null default false;

-- Why a letter could not be handed over, in a word that texts are kept for; what the server said stands in `error`.
alter table letter_out add fault text;
