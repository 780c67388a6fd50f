// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/profileio.h"

#include "tests/core/profile/othervalue.h"
#include "tests/support/testprogram.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QtTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Every field, structured ones too, at something other than its default.
Profile otherProfile()
{
    Profile profile;
    for (const Field &field : fieldTable()) {
        if (field.isScalar() && !field.isSecret())
            field.setValue(profile, test::otherValue(field));
    }
    profile.target.headers = {{u"Authorization"_s, u"Bearer ${TOKEN}"_s}, {u"X-Plain"_s, u"a \"b\""_s}};
    profile.load.stages = {{1500ms, 3}, {0ms, 0}};
    profile.thresholds = {{u"vus"_s, {{u"value>0"_s, true, 10s}}},
        {u"http_req_duration{name:buy}"_s, {{u"p(95)<2"_s}, {u"avg<1"_s, false, 5s}, {u"max<9"_s, true}}},
        {u"checks"_s, {}}};
    profile.outputs = {{u"json"_s, u"a.json.gz"_s}, {u"charts"_s, u"folder"_s}};
    profile.verification.severity = {{u"V3"_s, u"off"_s}, {u"V11"_s, u"fail"_s}};
    profile.tags = {{u"team"_s, u"ünïcode 😀"_s}, {u"build"_s, u"7"_s}};
    return profile;
}

ProfileLoad readBody(const QByteArray &members)
{
    return readProfile("{\"doorbuster\": 1, " + members + "}");
}

} // namespace

class tst_ProfileIo final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFieldSurvives()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"other.json"_s);
        const Profile profile = otherProfile();
        QCOMPARE(saveProfile(profile, file), std::nullopt);
        const ProfileLoad load = loadProfile(file);
        QVERIFY2(load.errors.isEmpty(), qPrintable(describe(load.errors)));
        QVERIFY(load.profile == profile);
        QCOMPARE(load.file, file);
        for (const Field &field : fieldTable())
            QVERIFY2(load.given.contains(field.path) != field.isSecret(), qPrintable(field.path));
    }

    void defaultsSurvive()
    {
        const ProfileLoad load = readProfile(profileText(Profile{}));
        QVERIFY2(load.errors.isEmpty(), qPrintable(describe(load.errors)));
        QVERIFY(load.profile == Profile{});
    }

    void emptyListsAreNotDefaults()
    {
        Profile profile;
        profile.thresholds.clear();
        profile.load.stages.clear();
        QVERIFY(readProfile(profileText(profile)).profile == profile);
    }

    void barestProfileIsThePlan()
    {
        const ProfileLoad load = readProfile("{\"doorbuster\": 1}");
        QVERIFY(load.profile == Profile{});
        QVERIFY(load.given.isEmpty());
    }

    void textIsInTheTablesOrder()
    {
        const QByteArray text = profileText(otherProfile());
        qsizetype last = -1;
        for (const char *name : {"\"doorbuster\"", "\"name\"", "\"notes\"", "\"target\"", "\"apiBase\"", "\"headers\"",
                 "\"expectedStatuses\"", "\"sale\"", "\"mode\"", "\"admin\"", "\"email\"", "\"totalAmount\"",
                 "\"load\"", "\"executor\"", "\"stages\"", "\"gracefulStop\"", "\"buyer\"", "\"verification\"",
                 "\"severity\"", "\"thresholds\"", "\"outputs\"", "\"tags\""}) {
            const qsizetype at = text.indexOf(name, last + 1);
            QVERIFY2(at > last, name);
            last = at;
        }
        QVERIFY(profileText(Profile{}).contains("\"totalAmount\": 1,"));
        QVERIFY(profileText(Profile{}).contains("            {\"duration\": \"30s\", \"target\": 1000},\n"));
        QVERIFY(profileText(Profile{}).contains("\"http_req_duration\": [\"p(95)<2000\", \"p(99)<5000\"]"));
    }

    void embeddedFormReadsBack()
    {
        Profile profile = otherProfile();
        const ProfileLoad load = readProfile(QJsonDocument(toJson(profile)).toJson());
        QVERIFY2(load.errors.isEmpty(), qPrintable(describe(load.errors)));
        // QJsonObject sorts its names, so the thresholds come back in that order.
        std::sort(profile.thresholds.begin(), profile.thresholds.end(),
            [](const auto &a, const auto &b) { return a.metric < b.metric; });
        QVERIFY(load.profile == profile);
    }

    void secretsAreNeverWritten()
    {
        Profile profile;
        profile.sale.adminPassword = u"hunter2"_s;
        profile.target.headers = {{u"Cookie"_s, u"sesame"_s}, {u"X-Plain"_s, u"open"_s}};
        for (const QByteArray &text : {profileText(profile), QJsonDocument(toJson(profile)).toJson()}) {
            QVERIFY(!text.contains("hunter2"));
            QVERIFY(!text.contains("sesame"));
            QVERIFY(text.contains("open"));
        }
        QTemporaryDir folder;
        const QString file = folder.filePath(u"secret.json"_s);
        const auto problem = saveProfile(profile, file);
        QVERIFY(problem);
        QVERIFY(problem->contains(u"Cookie") && problem->contains(file) && !problem->contains(u"sesame"));
        QVERIFY(!QFile::exists(file));
    }

    void secretsInAFileAreErrors()
    {
        const ProfileLoad load = readBody("\"sale\": {\"admin\": {\"password\": \"hunter2\"}}, \"target\": "
                                          "{\"headers\": {\"Authorization\": \"Bearer abc\"}}");
        QCOMPARE(load.errors.size(), 2);
        const QString text = describe(load.errors);
        QVERIFY(text.contains(u"DOORBUSTER_ADMIN_PASSWORD") && text.contains(u"${"));
        QVERIFY(!text.contains(u"hunter2") && !text.contains(u"abc"));
    }

    void allErrorsAtOnce()
    {
        const ProfileLoad load = readProfile(R"({
    "doorbuster": 1,
    "name": 3,
    "targt": {},
    "target": {"apibase": "x", "transport": "lea", "tlsVerify": "yes",
               "headers": {"Host": "x", "X": 1}},
    "sale": {"duration": 600, "startingQuantity": 0},
    "load": {"executor": "herd", "startVUs": -1,
             "stages": [{"duration": "30s"}, 7, {"duration": "x", "target": 1.5, "extra": 1},
                        {"duration": "1s", "target": 2000000}]},
    "buyer": [],
    "thresholds": {"a": "rate<1", "b": [1, {"threshold": 2, "abortOnFail": "no", "delayAbortEval": 3, "x": 1}, {}]},
    "outputs": [{"kind": "json"}, {"file": 3, "kind": "csv"}, "html=x"],
    "tags": {"a": 1},
    "tags": {},
    "verification.settle": "1s"
})");
        QVERIFY(!load.profile);
        QCOMPARE(describe(load.errors), uR"(name (line 3): must be a text, not a number
targt (line 4): no such field; did you mean target?
target.apibase (line 5): no such field; did you mean target.apiBase?
target.transport (line 5): “lea” is not one of lean, stock; did you mean lean?
target.tlsVerify (line 5): must be true or false, not a text
target.headers.X (line 6): must be a text, not a number
target.headers.Host (line 6): is set with every request by the client itself
sale.duration (line 7): must be a duration with its unit, such as "600s" or "600ms"
sale.startingQuantity (line 7): must be from 1 to 1000000000
load.executor (line 8): “herd” is not there yet: use ramping-vus
load.startVUs (line 8): must be from 0 to 1000000
load.stages[0].target (line 9): is missing
load.stages[1] (line 9): must be an object of duration, target, not a number
load.stages[2].extra (line 9): no such field
load.stages[2].duration (line 9): “x” is not a duration: try 2s or 500ms
load.stages[2].target (line 9): “1.5” is not a whole number
load.stages[3].target (line 10): must be from 0 to 1000000
buyer (line 11): must be an object, not a list
thresholds.a (line 12): must be a list of expressions, not a text
thresholds.b[0] (line 12): must be an object of threshold, abortOnFail, delayAbortEval, not a number
thresholds.b[1].x (line 12): no such field
thresholds.b[1].threshold (line 12): must be a text, not a number
thresholds.b[1].abortOnFail (line 12): must be true or false, not a text
thresholds.b[1].delayAbortEval (line 12): must be a duration with its unit, such as "3s" or "3ms"
thresholds.b[2].threshold (line 12): is missing
outputs[0].file (line 13): is missing
outputs[1].file (line 13): must be a text, not a number
outputs[2] (line 13): must be an object of kind, file, not a text
tags.a (line 14): must be a text, not a number
tags (line 15): stands here a second time; a name may be given once
verification.settle (line 16): no such field: write one object inside the other instead of a name with dots)"_s);
    }

    void wholeFile_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("empty") << QByteArray() << u"line 1: column 1: expected a value, but the text ends here"_s;
        QTest::newRow("list") << QByteArray("[]") << u"line 1: a profile is an object in braces, not a list"_s;
        QTest::newRow("broken") << QByteArray("{\n\"doorbuster\": 1,\n  oops\n}")
                                << u"line 3: column 3: expected a name in double quotes"_s;
        QTest::newRow("cut off") << QByteArray("{\n\"doorbuster\": 1,")
                                 << u"line 2: column 17: expected a name in double quotes, but the text ends here"_s;
        QTest::newRow("not UTF-8") << QByteArray("{\"\xff\": 1}") << u"the text is not UTF-8"_s;
        QTest::newRow("no version") << QByteArray("{}")
                                    << u"doorbuster (line 1): is missing: a profile says \"doorbuster\": 1"_s;
        QTest::newRow("a result")
            << QByteArray("{\"doorbusterResult\": 1, \"end\": \"completed\"}")
            << u"line 1: this is the result of a run, not a profile: report prints it, and verify reads its shop's "
               "books again"_s;
        QTest::newRow("newer version, unknown names")
            << QByteArray("{\"doorbuster\": 2, \"shiny\": 1}")
            << u"doorbuster (line 1): the profile was written by a newer Doorbuster: this one reads format 1"_s;
        QTest::newRow("older version") << QByteArray("{\"doorbuster\": 0}") << u"doorbuster (line 1): must be 1"_s;
        QTest::newRow("half a version") << QByteArray("{\"doorbuster\": 0.5}") << u"doorbuster (line 1): must be 1"_s;
        QTest::newRow("version as text") << QByteArray("{\"doorbuster\": \"1\"}")
                                         << u"doorbuster (line 1): must be 1"_s;
    }
    void wholeFile()
    {
        QFETCH(QByteArray, text);
        const ProfileLoad load = readProfile(text);
        QVERIFY(!load.profile);
        QTEST(describe(load.errors), "expected");
    }

    void manyErrorsAreCutShort()
    {
        QByteArray text = "{\"doorbuster\": 1";
        for (int i = 0; i < 50'000; ++i)
            text += ",\"x" + QByteArray::number(i) + "\": 0";
        const ProfileLoad load = readProfile(text + "}");
        QCOMPARE(load.errors.size(), 101);
        QVERIFY(load.errors.last().message.contains(u"more errors"));
    }

    void hugeFileIsRefusedUnread()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"huge.json"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(100 * 1024 * 1024));
        file.close();
        const ProfileLoad load = loadProfile(path);
        QVERIFY(!load.profile);
        QCOMPARE(describe(load.errors), QString(path + u": larger than 4 MiB, so it is not a profile"));
        QVERIFY(!readProfile(QByteArray(kLargestProfile + 1, ' ')).errors.isEmpty());
    }

    void largestFileIsRead()
    {
        const QByteArray head = "{\"doorbuster\": 1}";
        QVERIFY(readProfile(head + QByteArray(kLargestProfile - head.size(), ' ')).profile);
    }

    void filesThatCannotBeRead()
    {
        QTemporaryDir folder;
        for (const QString &path : {folder.filePath(u"none.json"_s), folder.path()}) {
            const ProfileLoad load = loadProfile(path);
            QVERIFY(!load.profile);
            QCOMPARE(load.errors.size(), 1);
            QVERIFY2(describe(load.errors).startsWith(path + u": cannot be "), qPrintable(describe(load.errors)));
        }
    }

    void filesThatCannotBeWritten()
    {
        QTemporaryDir folder;
        for (const QString &path : {folder.filePath(u"none/x.json"_s), folder.path()}) {
            const auto problem = saveProfile(Profile{}, path);
            QVERIFY(problem);
            QVERIFY2(problem->startsWith(path) && problem->size() > path.size() + 20, qPrintable(*problem));
        }
    }

    void failedSaveLeavesTheFileAlone()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"kept.json"_s);
        Profile profile;
        profile.name = u"first"_s;
        QCOMPARE(saveProfile(profile, path), std::nullopt);
        Profile bad = profile;
        bad.name = u"second"_s;
        bad.target.headers = {{u"Cookie"_s, u"x"_s}};
        QVERIFY(saveProfile(bad, path));
        QVERIFY(loadProfile(path).profile == profile);
        bad.target.headers.clear();
        QCOMPARE(saveProfile(bad, path), std::nullopt);
        QVERIFY(loadProfile(path).profile == bad);
    }

    void errorsNameTheFile()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"bad.json"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"doorbuster\": 1,\n\"buyer\": {\"puase\": \"1s\"}}");
        file.close();
        QCOMPARE(describe(loadProfile(path).errors),
            QString(path + u": buyer.puase (line 2): no such field; did you mean buyer.pause?"));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, tst_ProfileIo)
#include "tst_profileio.moc"
