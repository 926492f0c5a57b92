CREATE TABLE `__new_offers` (
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
	CONSTRAINT "offers_slot" CHECK("__new_offers"."slot" in (1, 2)),
	CONSTRAINT "offers_status" CHECK("__new_offers"."status" in ('pending', 'accepted', 'declined', 'expired', 'withdrawn', 'superseded')),
	CONSTRAINT "offers_deadline_after" CHECK("__new_offers"."deadline_at" > "__new_offers"."offered_at")
);
--> statement-breakpoint
INSERT INTO `__new_offers`("id", "request_id", "slot", "interpreter_id", "request_version", "status", "offered_at", "deadline_at", "seen_at", "answered_at", "decline_reason", "offered_by", "overruled", "points") SELECT "id", "request_id", "slot", "interpreter_id", "request_version", "status", "offered_at", "deadline_at", "seen_at", "answered_at", "decline_reason", "offered_by", "overruled", "points" FROM `offers`;--> statement-breakpoint
DROP TABLE `offers`;--> statement-breakpoint
ALTER TABLE `__new_offers` RENAME TO `offers`;--> statement-breakpoint
CREATE UNIQUE INDEX `offers_one_accepted` ON `offers` (`request_id`,`slot`) WHERE status = 'accepted';--> statement-breakpoint
CREATE UNIQUE INDEX `offers_one_live_per_person` ON `offers` (`request_id`,`interpreter_id`) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX `offers_person_live` ON `offers` (`interpreter_id`,`deadline_at`) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX `offers_request` ON `offers` (`request_id`);--> statement-breakpoint
CREATE INDEX `offers_deadline` ON `offers` (`deadline_at`) WHERE status = 'pending';--> statement-breakpoint
CREATE TABLE `__new_desks` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`region` text NOT NULL,
	`place_id` text NOT NULL,
	`phone` text NOT NULL,
	FOREIGN KEY (`place_id`) REFERENCES `places`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "desks_name" CHECK(json_type("__new_desks"."name", '$.lv') is 'text' and json_type("__new_desks"."name", '$.en') is 'text')
);
--> statement-breakpoint
INSERT INTO `__new_desks`("id", "name", "region", "place_id", "phone") SELECT "id", json_object('lv', "name", 'en', "name_en"), "region", "place_id", "phone" FROM `desks`;--> statement-breakpoint
DROP TABLE `desks`;--> statement-breakpoint
ALTER TABLE `__new_desks` RENAME TO `desks`;--> statement-breakpoint
CREATE UNIQUE INDEX `desks_region_unique` ON `desks` (`region`);--> statement-breakpoint
CREATE TABLE `__new_holidays` (
	`date` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`source` text NOT NULL,
	`entered_by` text,
	CONSTRAINT "holidays_date" CHECK("__new_holidays"."date" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "holidays_name" CHECK(json_type("__new_holidays"."name", '$.lv') is 'text' and json_type("__new_holidays"."name", '$.en') is 'text'),
	CONSTRAINT "holidays_kind" CHECK("__new_holidays"."kind" in ('holiday', 'moved_day_off', 'moved_workday'))
);
--> statement-breakpoint
INSERT INTO `__new_holidays`("date", "kind", "name", "source", "entered_by") SELECT "date", "kind", json_object('lv', "name", 'en', "name_en"), "source", "entered_by" FROM `holidays`;--> statement-breakpoint
DROP TABLE `holidays`;--> statement-breakpoint
ALTER TABLE `__new_holidays` RENAME TO `holidays`;--> statement-breakpoint
CREATE TABLE `__new_language_variants` (
	`language` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`language`, `code`),
	FOREIGN KEY (`language`) REFERENCES `languages`(`code`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "language_variants_name" CHECK(json_type("__new_language_variants"."name", '$.lv') is 'text' and json_type("__new_language_variants"."name", '$.en') is 'text')
);
--> statement-breakpoint
INSERT INTO `__new_language_variants`("language", "code", "name") SELECT "language", "code", json_object('lv', "name", 'en', "name_en") FROM `language_variants`;--> statement-breakpoint
DROP TABLE `language_variants`;--> statement-breakpoint
ALTER TABLE `__new_language_variants` RENAME TO `language_variants`;--> statement-breakpoint
CREATE TABLE `__new_languages` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`sort_key` text NOT NULL,
	`search_words` text NOT NULL,
	`served` integer NOT NULL,
	CONSTRAINT "languages_name" CHECK(json_type("__new_languages"."name", '$.lv') is 'text' and json_type("__new_languages"."name", '$.en') is 'text')
);
--> statement-breakpoint
INSERT INTO `__new_languages`("code", "name", "sort_key", "search_words", "served") SELECT "code", json_object('lv', "name", 'en', "name_en"), "sort_key", "search_words", "served" FROM `languages`;--> statement-breakpoint
DROP TABLE `languages`;--> statement-breakpoint
ALTER TABLE `__new_languages` RENAME TO `languages`;--> statement-breakpoint
CREATE TABLE `__new_places` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`sort_key` text NOT NULL,
	`region` text NOT NULL,
	CONSTRAINT "places_name" CHECK(json_type("__new_places"."name", '$.lv') is 'text' and json_type("__new_places"."name", '$.en') is 'text')
);
--> statement-breakpoint
INSERT INTO `__new_places`("id", "name", "sort_key", "region") SELECT "id", json_object('lv', "name", 'en', "name_en"), "sort_key", "region" FROM `places`;--> statement-breakpoint
DROP TABLE `places`;--> statement-breakpoint
ALTER TABLE `__new_places` RENAME TO `places`;