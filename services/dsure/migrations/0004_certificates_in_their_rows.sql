-- The sealed certificate of a usual length (some four kilobytes) stays in its row: a look-up then reads one page where it read a second index and
-- two or three pages of pieces. PDFs are longer and lie apart as before. Rows that are there already stay as they are, and are read as before.
alter table sealed_parts set (toast_tuple_target = 8160);
