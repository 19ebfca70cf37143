BEGIN TRANSACTION;
CREATE TABLE cards (
	profile TEXT NOT NULL,
	question TEXT NOT NULL,
	due TEXT NOT NULL,
	body TEXT NOT NULL,
	PRIMARY KEY (profile, question),
	FOREIGN KEY(profile) REFERENCES profiles (id) ON DELETE CASCADE
);
INSERT INTO "cards" VALUES('local','dl.activation.why-relu','2026-01-03T09:01:30.000000+00:00','"{\"card_id\": 0}"');
INSERT INTO "cards" VALUES('another-browser','dl.activation.why-relu','2026-01-03T09:01:30.000000+00:00','"{\"card_id\": 0}"');
CREATE TABLE history_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT history_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "history_version" VALUES('0002');
CREATE TABLE profiles (
	id TEXT NOT NULL,
	created_at TEXT NOT NULL,
	PRIMARY KEY (id)
);
INSERT INTO "profiles" VALUES('local','2026-01-01T09:00:00.000000+00:00');
INSERT INTO "profiles" VALUES('another-browser','2026-01-01T09:00:00.000000+00:00');
CREATE TABLE sessions (
	profile TEXT NOT NULL,
	id TEXT NOT NULL,
	started_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	ended_at TEXT,
	revision INTEGER NOT NULL,
	"plan" TEXT NOT NULL,
	state TEXT NOT NULL,
	draft TEXT NOT NULL,
	PRIMARY KEY (profile, id),
	FOREIGN KEY(profile) REFERENCES profiles (id) ON DELETE CASCADE
);
INSERT INTO "sessions" VALUES('local','s1','2026-01-01T09:00:00.000000+00:00','2026-01-01T09:02:05.000000+00:00',NULL,4,'{"questions":["dl.activation.why-relu"]}','{"phase":"asking"}','"쓰다 만 답local"');
INSERT INTO "sessions" VALUES('another-browser','s1','2026-01-01T09:00:00.000000+00:00','2026-01-01T09:02:05.000000+00:00',NULL,4,'{"questions":["dl.activation.why-relu"]}','{"phase":"asking"}','"쓰다 만 답another-browser"');
CREATE TABLE submissions (
	seq INTEGER NOT NULL,
	profile TEXT NOT NULL,
	id TEXT NOT NULL,
	exercise TEXT NOT NULL,
	session TEXT,
	made_at TEXT NOT NULL,
	code TEXT NOT NULL,
	result TEXT NOT NULL,
	PRIMARY KEY (seq),
	CONSTRAINT submissions_once UNIQUE (profile, id),
	FOREIGN KEY(profile) REFERENCES profiles (id) ON DELETE CASCADE
);
INSERT INTO "submissions" VALUES(1,'local','c1','momentum',NULL,'2026-01-01T09:05:00.000000+00:00','"def step():\n    return 1\n"','{"verdict":"pass"}');
INSERT INTO "submissions" VALUES(2,'another-browser','c1','momentum',NULL,'2026-01-01T09:05:00.000000+00:00','"def step():\n    return 1\n"','{"verdict":"pass"}');
CREATE TABLE turns (
	seq INTEGER NOT NULL,
	profile TEXT NOT NULL,
	id TEXT NOT NULL,
	session TEXT NOT NULL,
	question TEXT NOT NULL,
	asked_at TEXT NOT NULL,
	ended_at TEXT NOT NULL,
	graded BOOLEAN NOT NULL,
	score FLOAT,
	body TEXT NOT NULL,
	PRIMARY KEY (seq),
	CONSTRAINT turns_once UNIQUE (profile, id),
	FOREIGN KEY(profile) REFERENCES profiles (id) ON DELETE CASCADE
);
INSERT INTO "turns" VALUES(1,'local','t1','s1','dl.activation.why-relu','2026-01-01T09:00:00.000000+00:00','2026-01-01T09:01:30.000000+00:00',1,50.0,'{"id":"t1","session_id":"s1","asked":{"question_id":"dl.activation.why-relu","text":"요즘 Sigmoid보다 ReLU를 많이 쓰는 이유는?","because":"plan","point_id":null},"asked_at":"2026-01-01T09:00:00Z","ended_at":"2026-01-01T09:01:30Z","ending":"answered","answer":{"text":"시그모이드는 기울기가 사라집니다 \ud83d\u0000.","channel":"typed","seconds":90.0,"chunks":[]},"grade":{"question":"dl.activation.why-relu","score":50.0,"graded":true,"reason":null,"grader":{"kind":"offline","embedder":"use","model":null,"version":"1","rubric":null,"prompt":null,"note":null},"confidence":0.8,"band":null,"points":[{"id":"vanishing-gradient","verdict":"covered","credit":1.0,"confidence":0.9,"weight":3.0,"evidence":{"text":"시그모이드는","start":0,"end":6},"note":null}],"misconceptions":[],"flags":[],"language":"ko"},"feedback":null,"attempt":1}');
INSERT INTO "turns" VALUES(2,'local','t2','s1','dl.activation.why-relu','2026-01-01T09:02:00.000000+00:00','2026-01-01T09:02:05.000000+00:00',0,NULL,'{"id":"t2","session_id":"s1","asked":{"question_id":"dl.activation.why-relu","text":"요즘 Sigmoid보다 ReLU를 많이 쓰는 이유는?","because":"plan","point_id":null},"asked_at":"2026-01-01T09:02:00Z","ended_at":"2026-01-01T09:02:05Z","ending":"skipped","answer":null,"grade":null,"feedback":null,"attempt":1}');
INSERT INTO "turns" VALUES(3,'another-browser','t1','s1','dl.activation.why-relu','2026-01-01T09:00:00.000000+00:00','2026-01-01T09:01:30.000000+00:00',1,50.0,'{"id":"t1","session_id":"s1","asked":{"question_id":"dl.activation.why-relu","text":"요즘 Sigmoid보다 ReLU를 많이 쓰는 이유는?","because":"plan","point_id":null},"asked_at":"2026-01-01T09:00:00Z","ended_at":"2026-01-01T09:01:30Z","ending":"answered","answer":{"text":"시그모이드는 기울기가 사라집니다 \ud83d\u0000.","channel":"typed","seconds":90.0,"chunks":[]},"grade":{"question":"dl.activation.why-relu","score":50.0,"graded":true,"reason":null,"grader":{"kind":"offline","embedder":"use","model":null,"version":"1","rubric":null,"prompt":null,"note":null},"confidence":0.8,"band":null,"points":[{"id":"vanishing-gradient","verdict":"covered","credit":1.0,"confidence":0.9,"weight":3.0,"evidence":{"text":"시그모이드는","start":0,"end":6},"note":null}],"misconceptions":[],"flags":[],"language":"ko"},"feedback":null,"attempt":1}');
INSERT INTO "turns" VALUES(4,'another-browser','t2','s1','dl.activation.why-relu','2026-01-01T09:02:00.000000+00:00','2026-01-01T09:02:05.000000+00:00',0,NULL,'{"id":"t2","session_id":"s1","asked":{"question_id":"dl.activation.why-relu","text":"요즘 Sigmoid보다 ReLU를 많이 쓰는 이유는?","because":"plan","point_id":null},"asked_at":"2026-01-01T09:02:00Z","ended_at":"2026-01-01T09:02:05Z","ending":"skipped","answer":null,"grade":null,"feedback":null,"attempt":1}');
CREATE INDEX sessions_by_time ON sessions (profile, updated_at);
CREATE INDEX turns_by_time ON turns (profile, ended_at);
CREATE INDEX turns_by_session ON turns (profile, session);
CREATE INDEX turns_by_question ON turns (profile, question);
CREATE INDEX submissions_by_exercise ON submissions (profile, exercise, made_at);
COMMIT;
