-- By hand: a column that an index names is not dropped.
DROP INDEX `events_of_thing`;--> statement-breakpoint
DROP INDEX `events_of_area`;--> statement-breakpoint
ALTER TABLE `events` DROP COLUMN `changed_area`;--> statement-breakpoint
ALTER TABLE `events` ADD `changed_area` text GENERATED ALWAYS AS (case when kind in ('availability_saved', 'absence_added', 'absence_cancelled', 'interpreter_status_changed', 'interpreter_imported', 'interpreter_saved') then 'person' when kind in ('user_invited', 'user_disabled', 'user_enabled', 'password_set', 'password_reset_asked', 'sessions_ended', 'account_saved') then 'account' when kind in ('setting_saved', 'setting_removed') then 'rules' when kind in ('holiday_saved', 'holiday_removed') then 'holidays' when kind in ('organisation_saved') then 'organisation' when kind in ('desk_saved') then 'desks' end) VIRTUAL;--> statement-breakpoint
CREATE INDEX `events_of_thing` ON `events` (`changed_thing`,`id`) WHERE changed_area is not null;--> statement-breakpoint
CREATE INDEX `events_of_area` ON `events` (`changed_area`,`id`) WHERE changed_area is not null;--> statement-breakpoint
ALTER TABLE `assignments` ADD `kept_at` integer;--> statement-breakpoint
ALTER TABLE `interpreters` ADD `note` text;--> statement-breakpoint
ALTER TABLE `notifications` ADD `bundle` text;