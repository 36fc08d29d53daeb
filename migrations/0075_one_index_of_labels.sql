-- The index of label sets holds the same tickets with the same beside, so this one only had to be written.
drop index ticket_labelled;
