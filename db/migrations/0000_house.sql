CREATE TABLE `absences` (
	`id` text PRIMARY KEY NOT NULL,
	`interpreter_id` text NOT NULL,
	`start_at` integer NOT NULL,
	`end_at` integer NOT NULL,
	`kind` text NOT NULL,
	`created_at` integer NOT NULL,
	`cancelled_at` integer,
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "absences_interval" CHECK(typeof("absences"."start_at") = 'integer' and "absences"."end_at" > "absences"."start_at")
);
--> statement-breakpoint
CREATE INDEX `absences_person` ON `absences` (`interpreter_id`,`end_at`);--> statement-breakpoint
CREATE TABLE `assignments` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`slot` integer NOT NULL,
	`interpreter_id` text NOT NULL,
	`offer_id` text,
	`start_at` integer NOT NULL,
	`end_at` integer NOT NULL,
	`place_id` text NOT NULL,
	`remote` integer NOT NULL,
	`overruled` text,
	`created_at` integer NOT NULL,
	`assigned_by` text,
	`released_at` integer,
	`released_by` text,
	`release_reason` text,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`offer_id`) REFERENCES `offers`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`place_id`) REFERENCES `places`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`assigned_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "assignments_interval" CHECK("assignments"."end_at" > "assignments"."start_at" and "assignments"."end_at" - "assignments"."start_at" <= 86400000),
	CONSTRAINT "assignments_instants" CHECK(typeof("assignments"."start_at") = 'integer' and typeof("assignments"."end_at") = 'integer'),
	CONSTRAINT "assignments_slot" CHECK("assignments"."slot" in (1, 2)),
	CONSTRAINT "assignments_overruled" CHECK("assignments"."overruled" is null or (json_valid("assignments"."overruled") and json_array_length("assignments"."overruled", '$.obstacles') > 0 and length(json_extract("assignments"."overruled", '$.reason')) > 0))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `assignments_one_per_slot` ON `assignments` (`request_id`,`slot`) WHERE released_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `assignments_two_people` ON `assignments` (`request_id`,`interpreter_id`) WHERE released_at is null;--> statement-breakpoint
CREATE INDEX `assignments_person` ON `assignments` (`interpreter_id`,`start_at`) WHERE released_at is null;--> statement-breakpoint
CREATE INDEX `assignments_start` ON `assignments` (`start_at`) WHERE released_at is null;--> statement-breakpoint
CREATE INDEX `assignments_request` ON `assignments` (`request_id`);--> statement-breakpoint
CREATE TABLE `availability` (
	`interpreter_id` text NOT NULL,
	`weekday` integer NOT NULL,
	`from_minute` integer NOT NULL,
	`to_minute` integer NOT NULL,
	PRIMARY KEY(`interpreter_id`, `weekday`, `from_minute`),
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "availability_bounds" CHECK("availability"."weekday" between 1 and 7 and "availability"."from_minute" between 0 and 1439 and "availability"."to_minute" between 1 and 1440)
);
--> statement-breakpoint
CREATE TABLE `clients` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`code` text NOT NULL,
	`same_as_client_id` text,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`same_as_client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "clients_code_shape" CHECK(length("clients"."code") between 2 and 24)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `clients_code` ON `clients` (`organisation_id`,`code`);--> statement-breakpoint
CREATE TABLE `credentials` (
	`id` text PRIMARY KEY NOT NULL,
	`interpreter_id` text NOT NULL,
	`kind` text NOT NULL,
	`valid_from` integer NOT NULL,
	`valid_until` integer,
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "credentials_kind" CHECK("credentials"."kind" in ('confidentiality_pledge', 'police_certificate', 'court_sworn')),
	CONSTRAINT "credentials_interval" CHECK("credentials"."valid_until" is null or "credentials"."valid_until" > "credentials"."valid_from")
);
--> statement-breakpoint
CREATE INDEX `credentials_person` ON `credentials` (`interpreter_id`,`kind`);--> statement-breakpoint
CREATE TABLE `desks` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_en` text NOT NULL,
	`region` text NOT NULL,
	`place_id` text NOT NULL,
	`phone` text NOT NULL,
	FOREIGN KEY (`place_id`) REFERENCES `places`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `desks_region_unique` ON `desks` (`region`);--> statement-breakpoint
CREATE TABLE `events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text,
	`request_id` text,
	`interpreter_id` text,
	`payload` text NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "events_actor" CHECK(("events"."actor_kind" = 'system') = ("events"."actor_id" is null))
);
--> statement-breakpoint
CREATE INDEX `events_request` ON `events` (`request_id`,`id`);--> statement-breakpoint
CREATE INDEX `events_interpreter` ON `events` (`interpreter_id`,`id`);--> statement-breakpoint
CREATE TABLE `exclusions` (
	`id` text PRIMARY KEY NOT NULL,
	`interpreter_id` text NOT NULL,
	`client_id` text,
	`organisation_id` text,
	`asked_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "exclusions_one_side" CHECK(("exclusions"."client_id" is null) <> ("exclusions"."organisation_id" is null))
);
--> statement-breakpoint
CREATE INDEX `exclusions_person` ON `exclusions` (`interpreter_id`);--> statement-breakpoint
CREATE TABLE `holidays` (
	`date` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`name_en` text NOT NULL,
	`source` text NOT NULL,
	`entered_by` text,
	CONSTRAINT "holidays_date" CHECK("holidays"."date" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "holidays_kind" CHECK("holidays"."kind" in ('holiday', 'moved_day_off', 'moved_workday'))
);
--> statement-breakpoint
CREATE TABLE `idempotency` (
	`actor` text NOT NULL,
	`key` text NOT NULL,
	`result` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`actor`, `key`)
);
--> statement-breakpoint
CREATE TABLE `installation` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `interpreter_languages` (
	`interpreter_id` text NOT NULL,
	`language` text NOT NULL,
	`variant` text DEFAULT '' NOT NULL,
	`level` integer NOT NULL,
	PRIMARY KEY(`interpreter_id`, `language`, `variant`),
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`language`) REFERENCES `languages`(`code`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "interpreter_languages_level" CHECK("interpreter_languages"."level" in (1, 2, 3))
);
--> statement-breakpoint
CREATE INDEX `interpreter_languages_language` ON `interpreter_languages` (`language`,`interpreter_id`);--> statement-breakpoint
CREATE TABLE `interpreters` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
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
	FOREIGN KEY (`home_place_id`) REFERENCES `places`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`desk_id`) REFERENCES `desks`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "interpreters_gender" CHECK("interpreters"."gender" is null or "interpreters"."gender" in ('F', 'M')),
	CONSTRAINT "interpreters_status_code" CHECK("interpreters"."status" in ('candidate', 'active', 'paused', 'inactive', 'erased')),
	CONSTRAINT "interpreters_cap" CHECK("interpreters"."max_minutes_per_week" between 0 and 10080)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `interpreters_code_unique` ON `interpreters` (`code`);--> statement-breakpoint
CREATE INDEX `interpreters_status` ON `interpreters` (`status`);--> statement-breakpoint
CREATE TABLE `language_substitutions` (
	`requested` text NOT NULL,
	`spoken` text NOT NULL,
	`note` text NOT NULL,
	PRIMARY KEY(`requested`, `spoken`)
);
--> statement-breakpoint
CREATE TABLE `language_variants` (
	`language` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`name_en` text NOT NULL,
	PRIMARY KEY(`language`, `code`),
	FOREIGN KEY (`language`) REFERENCES `languages`(`code`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE TABLE `languages` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_en` text NOT NULL,
	`sort_key` text NOT NULL,
	`search_words` text NOT NULL,
	`served` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `notifications` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` integer NOT NULL,
	`kind` text NOT NULL,
	`channel` text NOT NULL,
	`recipient` text NOT NULL,
	`user_id` text,
	`interpreter_id` text,
	`organisation_id` text,
	`next_at` integer NOT NULL,
	`lease_until` integer,
	`tries` integer DEFAULT 0 NOT NULL,
	`sent_at` integer,
	`dead_at` integer,
	`suppressed_at` integer,
	`last_error` text,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "notifications_recipient" CHECK(("notifications"."user_id" is not null) + ("notifications"."interpreter_id" is not null) + ("notifications"."organisation_id" is not null) = 1)
);
--> statement-breakpoint
CREATE INDEX `notifications_outbox` ON `notifications` (`next_at`) WHERE sent_at is null and dead_at is null and suppressed_at is null;--> statement-breakpoint
CREATE INDEX `notifications_event` ON `notifications` (`event_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_once` ON `notifications` (`event_id`,`kind`,`channel`,`recipient`);--> statement-breakpoint
CREATE TABLE `offers` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`slot` integer NOT NULL,
	`interpreter_id` text NOT NULL,
	`request_version` integer NOT NULL,
	`status` text NOT NULL,
	`offered_at` integer NOT NULL,
	`deadline_at` integer NOT NULL,
	`seen_at` integer,
	`answered_at` integer,
	`decline_reason` text,
	`offered_by` text,
	`overruled` text,
	`points` text,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`offered_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "offers_slot" CHECK("offers"."slot" in (1, 2)),
	CONSTRAINT "offers_status" CHECK("offers"."status" in ('pending', 'countered', 'accepted', 'declined', 'expired', 'withdrawn', 'superseded')),
	CONSTRAINT "offers_deadline_after" CHECK("offers"."deadline_at" > "offers"."offered_at")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `offers_one_accepted` ON `offers` (`request_id`,`slot`) WHERE status = 'accepted';--> statement-breakpoint
CREATE UNIQUE INDEX `offers_one_live_per_person` ON `offers` (`request_id`,`interpreter_id`) WHERE status in ('pending', 'countered');--> statement-breakpoint
CREATE INDEX `offers_person_live` ON `offers` (`interpreter_id`,`deadline_at`) WHERE status in ('pending', 'countered');--> statement-breakpoint
CREATE INDEX `offers_request` ON `offers` (`request_id`);--> statement-breakpoint
CREATE INDEX `offers_deadline` ON `offers` (`deadline_at`) WHERE status = 'pending';--> statement-breakpoint
CREATE TABLE `organisations` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`sort_key` text NOT NULL,
	`sector` text NOT NULL,
	`place_id` text NOT NULL,
	`address` text,
	`phone` text,
	`notice_email` text,
	`deactivated_at` integer,
	FOREIGN KEY (`place_id`) REFERENCES `places`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "organisations_sector" CHECK("organisations"."sector" in ('ici', 'state', 'social', 'orphans_court', 'crisis', 'education', 'health', 'bank', 'employer', 'ngo', 'library', 'landlord', 'court_police', 'other'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `organisations_code_unique` ON `organisations` (`code`);--> statement-breakpoint
CREATE TABLE `places` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_en` text NOT NULL,
	`sort_key` text NOT NULL,
	`region` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `reports` (
	`assignment_id` text PRIMARY KEY NOT NULL,
	`held` integer NOT NULL,
	`not_held_reason` text,
	`started_at` integer,
	`ended_at` integer,
	`reported_by` text NOT NULL,
	`reported_at` integer NOT NULL,
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "reports_held" CHECK(("reports"."held" = 1) = ("reports"."not_held_reason" is null)),
	CONSTRAINT "reports_interval" CHECK("reports"."started_at" is null or "reports"."ended_at" > "reports"."started_at")
);
--> statement-breakpoint
CREATE TABLE `requests` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`organisation_id` text NOT NULL,
	`unit_id` text,
	`desk_id` text NOT NULL,
	`requester_id` text NOT NULL,
	`contact_name` text NOT NULL,
	`contact_phone` text NOT NULL,
	`language` text,
	`variant` text,
	`language_text` text,
	`min_level` integer DEFAULT 1 NOT NULL,
	`mode` text NOT NULL,
	`place_id` text,
	`address` text,
	`video_link` text,
	`start_at` integer NOT NULL,
	`end_at` integer NOT NULL,
	`topic` text NOT NULL,
	`protection_class` text NOT NULL,
	`client_id` text,
	`gender` text,
	`gender_strength` text,
	`wants_same_interpreter` integer DEFAULT false NOT NULL,
	`excluded_interpreter_id` text,
	`interpreter_count` integer DEFAULT 1 NOT NULL,
	`note` text,
	`submitted_at` integer NOT NULL,
	`answer_due_at` integer NOT NULL,
	`needs_info_at` integer,
	`queued_at` integer,
	`rejected_at` integer,
	`rejection_reason` text,
	`cancelled_at` integer,
	`cancelled_by` text,
	`cancelled_late` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`desk_id`) REFERENCES `desks`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`requester_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`language`) REFERENCES `languages`(`code`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`place_id`) REFERENCES `places`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`excluded_interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "requests_interval" CHECK("requests"."end_at" > "requests"."start_at" and "requests"."end_at" - "requests"."start_at" <= 86400000),
	CONSTRAINT "requests_instants" CHECK(typeof("requests"."start_at") = 'integer' and typeof("requests"."end_at") = 'integer' and ("requests"."cancelled_at" is null or typeof("requests"."cancelled_at") = 'integer')),
	CONSTRAINT "requests_count" CHECK("requests"."interpreter_count" in (1, 2)),
	CONSTRAINT "requests_mode" CHECK("requests"."mode" in ('onsite', 'phone', 'video')),
	CONSTRAINT "requests_place" CHECK(("requests"."mode" = 'onsite') = ("requests"."place_id" is not null)),
	CONSTRAINT "requests_language" CHECK("requests"."language" is not null or length("requests"."language_text") > 0),
	CONSTRAINT "requests_gender" CHECK(("requests"."gender" is null) = ("requests"."gender_strength" is null)),
	CONSTRAINT "requests_level" CHECK("requests"."min_level" in (1, 2, 3)),
	CONSTRAINT "requests_class" CHECK("requests"."protection_class" in ('A', 'B', 'C'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `requests_reference_unique` ON `requests` (`reference`);--> statement-breakpoint
CREATE INDEX `requests_open` ON `requests` (`start_at`) WHERE cancelled_at is null and rejected_at is null;--> statement-breakpoint
CREATE INDEX `requests_organisation` ON `requests` (`organisation_id`,`start_at`);--> statement-breakpoint
CREATE INDEX `requests_client` ON `requests` (`client_id`);--> statement-breakpoint
CREATE INDEX `requests_start` ON `requests` (`start_at`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`device` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text NOT NULL,
	`holds_from` text NOT NULL,
	`value` text NOT NULL,
	`entered_by` text,
	`entered_at` integer NOT NULL,
	PRIMARY KEY(`key`, `holds_from`),
	CONSTRAINT "settings_value" CHECK(json_valid("settings"."value"))
);
--> statement-breakpoint
CREATE TABLE `tokens` (
	`hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`user_id` text,
	`offer_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`offer_id`) REFERENCES `offers`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "tokens_subject" CHECK(("tokens"."kind" = 'offer') = ("tokens"."offer_id" is not null) and ("tokens"."kind" = 'offer') <> ("tokens"."user_id" is not null))
);
--> statement-breakpoint
CREATE INDEX `tokens_offer` ON `tokens` (`offer_id`);--> statement-breakpoint
CREATE INDEX `tokens_user` ON `tokens` (`user_id`);--> statement-breakpoint
CREATE TABLE `travel_times` (
	`from_place_id` text NOT NULL,
	`to_place_id` text NOT NULL,
	`minutes` integer NOT NULL,
	`km` integer NOT NULL,
	PRIMARY KEY(`from_place_id`, `to_place_id`),
	FOREIGN KEY (`from_place_id`) REFERENCES `places`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`to_place_id`) REFERENCES `places`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "travel_times_bounds" CHECK("travel_times"."minutes" between 0 and 600 and "travel_times"."km" >= 0)
);
--> statement-breakpoint
CREATE TABLE `units` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`name` text NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `units_name` ON `units` (`organisation_id`,`name`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`locale` text DEFAULT 'lv' NOT NULL,
	`theme` text DEFAULT 'system' NOT NULL,
	`phone` text,
	`organisation_id` text,
	`unit_id` text,
	`interpreter_id` text,
	`password_hash` text,
	`created_at` integer NOT NULL,
	`disabled_at` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "users_email_folded" CHECK("users"."email" = lower("users"."email") and instr("users"."email", '@') > 1),
	CONSTRAINT "users_role" CHECK("users"."role" in ('requester', 'interpreter', 'coordinator', 'admin')),
	CONSTRAINT "users_requester" CHECK(("users"."role" = 'requester') = ("users"."organisation_id" is not null)),
	CONSTRAINT "users_interpreter" CHECK(("users"."role" = 'interpreter') = ("users"."interpreter_id" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_interpreter_id_unique` ON `users` (`interpreter_id`);