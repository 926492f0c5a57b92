CREATE TABLE `sign_ins` (
	`id` integer PRIMARY KEY NOT NULL,
	`user_id` text,
	`outcome` text NOT NULL,
	`network` text NOT NULL,
	`device` text NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`times` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "sign_ins_outcome" CHECK("sign_ins"."outcome" in ('signed_in', 'refused', 'link_sent', 'password_by_link')),
	CONSTRAINT "sign_ins_times" CHECK("sign_ins"."times" > 0 and "sign_ins"."last_at" >= "sign_ins"."first_at")
);
--> statement-breakpoint
CREATE INDEX `sign_ins_account` ON `sign_ins` (`user_id`,`last_at`);--> statement-breakpoint
CREATE INDEX `sign_ins_last` ON `sign_ins` (`last_at`);--> statement-breakpoint
ALTER TABLE `events` ADD `changed_area` text GENERATED ALWAYS AS (case when kind in ('availability_saved', 'absence_added', 'absence_cancelled', 'interpreter_status_changed', 'interpreter_imported') then 'person' when kind in ('user_invited', 'user_disabled', 'user_enabled', 'password_set', 'password_reset_asked', 'sessions_ended', 'account_saved') then 'account' when kind in ('setting_saved', 'setting_removed') then 'rules' when kind in ('holiday_saved', 'holiday_removed') then 'holidays' when kind in ('organisation_saved') then 'organisation' when kind in ('desk_saved') then 'desks' end) VIRTUAL;--> statement-breakpoint
ALTER TABLE `events` ADD `changed_thing` text GENERATED ALWAYS AS (coalesce(json_extract(payload, '$.userId'), json_extract(payload, '$.organisationId'), json_extract(payload, '$.deskId'), json_extract(payload, '$.key'), json_extract(payload, '$.date'), interpreter_id)) VIRTUAL;--> statement-breakpoint
CREATE INDEX `events_of_thing` ON `events` (`changed_thing`,`id`) WHERE changed_area is not null;--> statement-breakpoint
CREATE INDEX `events_of_area` ON `events` (`changed_area`,`id`) WHERE changed_area is not null;--> statement-breakpoint
CREATE INDEX `requests_requester` ON `requests` (`requester_id`,`submitted_at`);