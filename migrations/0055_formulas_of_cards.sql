-- Formulas of contacts, companies and places beside those of tickets: a run goes through one of them.
alter table formula_run add column subject text not null default 'ticket'
  check (subject in ('ticket', 'contact', 'company', 'place'));
