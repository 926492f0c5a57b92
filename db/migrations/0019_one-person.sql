PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_interpreters` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`key` text,
	`near_key` text,
	`name` text NOT NULL,
	`sort_key` text NOT NULL,
	`gender` text,
	`status` text NOT NULL,
	`home_place_id` text NOT NULL,
	`desk_id` text NOT NULL,
	`email` text,
	`phone` text,
	`locale` text DEFAULT 'lv' NOT NULL,
	`onsite` integer NOT NULL,
	`by_phone` integer NOT NULL,
	`by_video` integer NOT NULL,
	`radius_km` integer,
	`max_minutes_per_week` integer DEFAULT 2400 NOT NULL,
	`availability_known` integer DEFAULT false NOT NULL,
	`merged_into_id` text,
	`unwished_topics` text DEFAULT '' NOT NULL,
	`note` text,
	FOREIGN KEY (`home_place_id`) REFERENCES `places`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`desk_id`) REFERENCES `desks`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`merged_into_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "interpreters_merged_is_gone" CHECK("__new_interpreters"."merged_into_id" is null or "__new_interpreters"."status" in ('merged', 'erased')),
	CONSTRAINT "interpreters_gender" CHECK("__new_interpreters"."gender" is null or "__new_interpreters"."gender" in ('F', 'M')),
	CONSTRAINT "interpreters_status_code" CHECK("__new_interpreters"."status" in ('candidate', 'active', 'paused', 'inactive', 'merged', 'erased')),
	CONSTRAINT "interpreters_cap" CHECK("__new_interpreters"."max_minutes_per_week" between 0 and 10080)
);
--> statement-breakpoint
INSERT INTO `__new_interpreters`("id", "code", "key", "near_key", "name", "sort_key", "gender", "status", "home_place_id", "desk_id", "email", "phone", "locale", "onsite", "by_phone", "by_video", "radius_km", "max_minutes_per_week", "availability_known", "note") SELECT "id", "code", "key", "near_key", "name", "sort_key", "gender", "status", "home_place_id", "desk_id", "email", "phone", "locale", "onsite", "by_phone", "by_video", "radius_km", "max_minutes_per_week", "availability_known", "note" FROM `interpreters`;--> statement-breakpoint
DROP TABLE `interpreters`;--> statement-breakpoint
ALTER TABLE `__new_interpreters` RENAME TO `interpreters`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `interpreters_code_unique` ON `interpreters` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `interpreters_key` ON `interpreters` (`key`);--> statement-breakpoint
CREATE INDEX `interpreters_near_key` ON `interpreters` (`near_key`);--> statement-breakpoint
CREATE INDEX `interpreters_status` ON `interpreters` (`status`);--> statement-breakpoint
CREATE INDEX `interpreters_merged` ON `interpreters` (`merged_into_id`) WHERE merged_into_id is not null;--> statement-breakpoint
DROP INDEX `events_of_thing`;--> statement-breakpoint
DROP INDEX `events_of_area`;--> statement-breakpoint
ALTER TABLE `events` DROP COLUMN `changed_area`;--> statement-breakpoint
ALTER TABLE `events` ADD `changed_area` text GENERATED ALWAYS AS (case when kind in ('availability_saved', 'absence_added', 'absence_cancelled', 'interpreter_status_changed', 'interpreter_imported', 'interpreter_saved', 'interpreters_merged') then 'person' when kind in ('user_invited', 'user_disabled', 'user_enabled', 'password_set', 'password_reset_asked', 'sessions_ended', 'account_saved') then 'account' when kind in ('setting_saved', 'setting_removed') then 'rules' when kind in ('holiday_saved', 'holiday_removed') then 'holidays' when kind in ('organisation_saved', 'organisations_merged', 'unit_saved', 'members_saved') then 'organisation' when kind in ('desk_saved') then 'desks' when kind in ('language_saved', 'substitution_saved', 'substitution_removed') then 'languages' when kind in ('travel_saved', 'travel_removed') then 'travel' when kind in ('exclusion_added', 'exclusion_ended', 'clients_linked', 'clients_unlinked') then 'client' end) VIRTUAL;--> statement-breakpoint
CREATE INDEX `events_of_thing` ON `events` (`changed_thing`,`id`) WHERE changed_area is not null;--> statement-breakpoint
CREATE INDEX `events_of_area` ON `events` (`changed_area`,`id`) WHERE changed_area is not null;
