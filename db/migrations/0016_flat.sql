DROP INDEX `assignments_person`;--> statement-breakpoint
DROP INDEX `assignments_request`;--> statement-breakpoint
ALTER TABLE `assignments` ADD `reported_at` integer;--> statement-breakpoint
-- By hand: what the triggers on reports keep from here on.
UPDATE `assignments` SET `reported_at` = (SELECT r.`reported_at` FROM `reports` r WHERE r.`assignment_id` = `assignments`.`id`);--> statement-breakpoint
CREATE INDEX `assignments_to_report` ON `assignments` (`interpreter_id`,`end_at`) WHERE released_at is null and reported_at is null;--> statement-breakpoint
CREATE INDEX `assignments_person` ON `assignments` (`interpreter_id`,`start_at`);--> statement-breakpoint
CREATE INDEX `assignments_request` ON `assignments` (`request_id`,`interpreter_id`);--> statement-breakpoint
DROP INDEX `clients_near_key`;--> statement-breakpoint
CREATE INDEX `clients_unkeyed` ON `clients` (`id`) WHERE key is null;--> statement-breakpoint
CREATE INDEX `clients_near_key` ON `clients` (`near_key`,`organisation_id`);--> statement-breakpoint
DROP INDEX `requests_client`;--> statement-breakpoint
DROP INDEX `requests_requester`;--> statement-breakpoint
DROP INDEX `requests_language`;--> statement-breakpoint
DROP INDEX `requests_contact_name`;--> statement-breakpoint
DROP INDEX `requests_contact_phone`;--> statement-breakpoint
CREATE INDEX `requests_cancelled` ON `requests` (`start_at`) WHERE cancelled_at is not null;--> statement-breakpoint
CREATE INDEX `requests_rejected` ON `requests` (`start_at`) WHERE rejected_at is not null;--> statement-breakpoint
CREATE INDEX `requests_organisation_closed` ON `requests` (`organisation_id`,`start_at`) WHERE cancelled_at is not null or rejected_at is not null;--> statement-breakpoint
CREATE INDEX `requests_organisation_language` ON `requests` (`organisation_id`,`language`,`start_at`);--> statement-breakpoint
CREATE INDEX `requests_organisation_name` ON `requests` (`organisation_id`,`contact_name`,`start_at`);--> statement-breakpoint
CREATE INDEX `requests_organisation_phone` ON `requests` (`organisation_id`,`contact_phone`,`start_at`);--> statement-breakpoint
CREATE INDEX `requests_requester_newest` ON `requests` (`requester_id`,`submitted_at`);--> statement-breakpoint
CREATE INDEX `requests_desk` ON `requests` (`desk_id`,`start_at`);--> statement-breakpoint
CREATE INDEX `requests_client` ON `requests` (`client_id`,`start_at`);--> statement-breakpoint
CREATE INDEX `requests_requester` ON `requests` (`requester_id`,`start_at`);--> statement-breakpoint
CREATE INDEX `requests_language` ON `requests` (`language`,`start_at`);--> statement-breakpoint
CREATE INDEX `requests_contact_name` ON `requests` (`contact_name`,`start_at`);--> statement-breakpoint
CREATE INDEX `requests_contact_phone` ON `requests` (`contact_phone`,`start_at`);--> statement-breakpoint
CREATE INDEX `notifications_caller` ON `notifications` (`caller_id`) WHERE caller_id is not null;--> statement-breakpoint
CREATE INDEX `notifications_dead` ON `notifications` (`dead_at`) WHERE dead_at is not null;--> statement-breakpoint
CREATE INDEX `notifications_sent` ON `notifications` (`sent_at`) WHERE sent_at is not null;--> statement-breakpoint
-- By hand: searching within clients' codes. The triggers on clients keep it from here on.
CREATE VIRTUAL TABLE `client_words` USING fts5(key, client_id UNINDEXED, tokenize = 'trigram');--> statement-breakpoint
INSERT INTO `client_words` (`key`, `client_id`) SELECT `key`, `id` FROM `clients` WHERE `key` IS NOT NULL;
