CREATE TABLE `organisation_names` (
	`organisation_id` text NOT NULL,
	`name` text NOT NULL,
	`until` integer NOT NULL,
	PRIMARY KEY(`organisation_id`, `until`, `name`),
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
-- By hand: the indexes of the two reckoned columns, around their change.
DROP INDEX `events_of_thing`;--> statement-breakpoint
DROP INDEX `events_of_area`;--> statement-breakpoint
ALTER TABLE `events` DROP COLUMN `changed_area`;--> statement-breakpoint
ALTER TABLE `events` ADD `changed_area` text GENERATED ALWAYS AS (case when kind in ('availability_saved', 'absence_added', 'absence_cancelled', 'interpreter_status_changed', 'interpreter_imported', 'interpreter_saved') then 'person' when kind in ('user_invited', 'user_disabled', 'user_enabled', 'password_set', 'password_reset_asked', 'sessions_ended', 'account_saved') then 'account' when kind in ('setting_saved', 'setting_removed') then 'rules' when kind in ('holiday_saved', 'holiday_removed') then 'holidays' when kind in ('organisation_saved', 'organisations_merged', 'unit_saved', 'members_saved') then 'organisation' when kind in ('desk_saved') then 'desks' when kind in ('language_saved', 'substitution_saved', 'substitution_removed') then 'languages' when kind in ('travel_saved', 'travel_removed') then 'travel' when kind in ('exclusion_added', 'exclusion_ended', 'clients_linked', 'clients_unlinked') then 'client' end) VIRTUAL;--> statement-breakpoint
ALTER TABLE `events` DROP COLUMN `changed_thing`;--> statement-breakpoint
ALTER TABLE `events` ADD `changed_thing` text GENERATED ALWAYS AS (coalesce(json_extract(payload, '$.userId'), json_extract(payload, '$.organisationId'), json_extract(payload, '$.deskId'), json_extract(payload, '$.clientId'), json_extract(payload, '$.language'), json_extract(payload, '$.key'), json_extract(payload, '$.date'), interpreter_id)) VIRTUAL;--> statement-breakpoint
ALTER TABLE `exclusions` ADD `created_by` text REFERENCES users(id);--> statement-breakpoint
ALTER TABLE `exclusions` ADD `ended_by` text REFERENCES users(id);--> statement-breakpoint
CREATE INDEX `exclusions_client` ON `exclusions` (`client_id`) WHERE client_id is not null;--> statement-breakpoint
CREATE INDEX `exclusions_organisation` ON `exclusions` (`organisation_id`) WHERE organisation_id is not null;--> statement-breakpoint
ALTER TABLE `language_substitutions` ADD `modes` text;--> statement-breakpoint
ALTER TABLE `organisations` ADD `merged_into_id` text REFERENCES organisations(id);--> statement-breakpoint
ALTER TABLE `units` ADD `deactivated_at` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `leads_unit` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `events_of_thing` ON `events` (`changed_thing`,`id`) WHERE changed_area is not null;--> statement-breakpoint
CREATE INDEX `events_of_area` ON `events` (`changed_area`,`id`) WHERE changed_area is not null;
