CREATE TABLE `letter_texts` (
	`locale` text NOT NULL,
	`letter` text NOT NULL,
	`part` text NOT NULL,
	`text` text NOT NULL,
	`shipped` text NOT NULL,
	`saved_by` text,
	`saved_at` integer NOT NULL,
	PRIMARY KEY(`locale`, `letter`, `part`),
	FOREIGN KEY (`saved_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "letter_texts_text" CHECK(trim("letter_texts"."text") <> '')
);
--> statement-breakpoint
-- By hand: the indexes of the reckoned column, around its change.
DROP INDEX `events_of_thing`;--> statement-breakpoint
DROP INDEX `events_of_area`;--> statement-breakpoint
ALTER TABLE `events` DROP COLUMN `changed_area`;--> statement-breakpoint
ALTER TABLE `events` ADD `changed_area` text GENERATED ALWAYS AS (case when kind in ('availability_saved', 'absence_added', 'absence_cancelled', 'interpreter_status_changed', 'interpreter_imported', 'interpreter_saved') then 'person' when kind in ('user_invited', 'user_disabled', 'user_enabled', 'password_set', 'password_reset_asked', 'sessions_ended', 'account_saved') then 'account' when kind in ('setting_saved', 'setting_removed') then 'rules' when kind in ('holiday_saved', 'holiday_removed') then 'holidays' when kind in ('organisation_saved', 'organisations_merged', 'unit_saved', 'members_saved') then 'organisation' when kind in ('desk_saved') then 'desks' when kind in ('language_saved', 'substitution_saved', 'substitution_removed') then 'languages' when kind in ('travel_saved', 'travel_removed') then 'travel' when kind in ('letter_saved', 'letter_reset') then 'letters' when kind in ('exclusion_added', 'exclusion_ended', 'clients_linked', 'clients_unlinked') then 'client' end) VIRTUAL;--> statement-breakpoint
CREATE INDEX `events_of_thing` ON `events` (`changed_thing`,`id`) WHERE changed_area is not null;--> statement-breakpoint
CREATE INDEX `events_of_area` ON `events` (`changed_area`,`id`) WHERE changed_area is not null;
