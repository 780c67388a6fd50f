// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/profiledocument.h"

#include "core/profile/fieldtable.h"
#include "core/profile/profileio.h"
#include "core/profile/starterprofiles.h"
#include "tests/support/testprogram.h"
#include "tests/ui/profile/profilefile.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class tst_ProfileDocument final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beginsAsThePlan()
    {
        const ProfileDocument document;
        QVERIFY(document.profile() == Profile{});
        QVERIFY(document.resolved().isRunnable());
        QCOMPARE(document.errorCount(), 0);
        QVERIFY(!document.isModified());
        QCOMPARE(document.displayName(), u"New profile"_s);
        QCOMPARE(document.text(u"buyer.pollingInterval"_s), u"2s"_s);
        QCOMPARE(document.originOf(u"buyer.pollingInterval"_s).label, u"default"_s);
    }

    void typingIsOneStep()
    {
        ProfileDocument document;
        QSignalSpy modified(&document, &ProfileDocument::modifiedChanged);
        QSignalSpy errors(&document, &ProfileDocument::errorsChanged);
        for (const char *text : {"3", "30", "30s"})
            document.setText(u"sale.duration"_s, QString::fromLatin1(text));
        QCOMPARE(document.undoStack().count(), 1);
        QCOMPARE(document.undoStack().undoText(), u"edit of Duration"_s);
        QCOMPARE(document.profile().sale.duration, 30'000ms);
        QCOMPARE(modified.size(), 1);
        QCOMPARE(errors.size(), 3); // “3” has no unit, “30” has none, and then all is well
        document.undoStack().undo();
        QCOMPARE(document.text(u"sale.duration"_s), u"10m"_s);
        QVERIFY(!document.isGiven(u"sale.duration"_s));
        QVERIFY(!document.isModified());
        document.undoStack().redo();
        QCOMPARE(document.text(u"sale.duration"_s), u"30s"_s);
    }

    void anotherFieldOrTheEndOfTypingBeginsAStep()
    {
        ProfileDocument document;
        document.setText(u"name"_s, u"a"_s);
        document.setText(u"notes"_s, u"b"_s);
        document.setText(u"notes"_s, u"bc"_s);
        document.endTyping();
        document.setText(u"notes"_s, u"bcd"_s);
        QCOMPARE(document.undoStack().count(), 3);
        document.undoStack().undo();
        QCOMPARE(document.text(u"notes"_s), u"bc"_s);
        document.undoStack().undo();
        QCOMPARE(document.text(u"notes"_s), QString());
        QCOMPARE(document.text(u"name"_s), u"a"_s);
    }

    void whatIsTypedAndTakenBackIsNoStep()
    {
        ProfileDocument document;
        document.setText(u"name"_s, u"a"_s);
        document.endTyping();
        document.setText(u"name"_s, u"ab"_s);
        document.setText(u"name"_s, u"a"_s);
        QCOMPARE(document.undoStack().count(), 1);
        QCOMPARE(document.text(u"name"_s), u"a"_s);
    }

    void draftsAreKeptWithTheirErrors()
    {
        ProfileDocument document;
        document.setText(u"buyer.pollingInterval"_s, u"2 parsecs"_s);
        QCOMPARE(document.text(u"buyer.pollingInterval"_s), u"2 parsecs"_s);
        QCOMPARE(document.problemsOf(u"buyer.pollingInterval"_s),
            QStringList(u"“2 parsecs” is not a duration: try 2s or 500ms"_s));
        QCOMPARE(document.errorCount(), 1);
        QVERIFY(!document.resolved().isRunnable());
        document.endTyping();
        document.setText(u"buyer.pollingInterval"_s, u"3s"_s);
        QCOMPARE(document.errorCount(), 0);
        document.undoStack().undo();
        QCOMPARE(document.text(u"buyer.pollingInterval"_s), u"2 parsecs"_s);
        QCOMPARE(document.errorCount(), 1);
    }

    void everyFieldCanBeResetAndUndone()
    {
        for (const Field &field : fieldTable()) {
            if (field.isSecret())
                continue;
            ProfileDocument document;
            const ProfileForm before = document.form();
            if (field.isScalar())
                document.setText(field.path, u"?"_s);
            else
                document.setRows(field.path, {}, u"clear"_s);
            if (field.isScalar() || !before.rows(field.path).isEmpty()) {
                QVERIFY2(document.isGiven(field.path), qPrintable(field.path));
                QCOMPARE(document.undoStack().count(), 1);
                document.reset(field.path);
                QCOMPARE(document.form(), before);
                QCOMPARE(document.undoStack().count(), 2);
                document.undoStack().undo();
                QVERIFY(document.isGiven(field.path));
                document.undoStack().undo();
            }
            QCOMPARE(document.form(), before);
        }
    }

    void secretsCannotBeTyped()
    {
        ProfileDocument document;
        document.setText(u"sale.admin.password"_s, u"hunter2"_s);
        QVERIFY(!document.isModified());
        QVERIFY(document.profile().sale.adminPassword.isEmpty());
    }

    void undoTellsWhere()
    {
        ProfileDocument document;
        QSignalSpy stepped(&document, &ProfileDocument::stepped);
        document.setText(u"buyer.jitter"_s, u"0.5"_s);
        QCOMPARE(stepped.size(), 0);
        document.undoStack().undo();
        document.undoStack().redo();
        QCOMPARE(stepped.size(), 2);
        QCOMPARE(stepped.first().first().toString(), u"buyer.jitter"_s);
    }

    void environmentOverrides()
    {
        QTemporaryDir folder;
        ProfileDocument document;
        QProcessEnvironment environment;
        environment.insert(u"API_BASE"_s, u"http://user:hunter2@10.0.0.1:1"_s);
        environment.insert(u"POLLING_INTERVAL"_s, u"3"_s);
        environment.insert(u"STARTING_QUANTITY"_s, u"many"_s);
        environment.insert(u"DOORBUSTER_ADMIN_PASSWORD"_s, u"hunter2"_s);
        document.setText(u"buyer.pollingInterval"_s, u"4s"_s);
        document.setOverrides(environment, {u"FLASH_SALE_DURATION=30"_s}, {u"buyer.maxBuys=2"_s}, {u"1s:7"_s});

        const FieldOrigin interval = document.originOf(u"buyer.pollingInterval"_s);
        QCOMPARE(interval.label, u"POLLING_INTERVAL"_s);
        QCOMPARE(interval.explanation, u"environment variable POLLING_INTERVAL"_s);
        QCOMPARE(interval.used, std::optional(u"3s"_s));
        QCOMPARE(document.text(u"buyer.pollingInterval"_s), u"4s"_s);
        QCOMPARE(document.profile().buyer.pollingInterval, 4000ms);
        QCOMPARE(document.resolved().profile.buyer.pollingInterval, 3000ms);

        QCOMPARE(document.originOf(u"sale.duration"_s).label, u"command line"_s);
        QCOMPARE(document.originOf(u"sale.duration"_s).used, std::optional(u"30s"_s));
        QCOMPARE(document.originOf(u"buyer.maxBuys"_s).used, std::optional(u"2"_s));
        QCOMPARE(document.originOf(u"load.stages"_s).label, u"command line"_s);
        QCOMPARE(document.resolved().profile.load.stages, (QList<Stage>{{1s, 7}}));
        QVERIFY(!document.originOf(u"target.apiBase"_s).used->contains(u"hunter2"));
        QCOMPARE(document.originOf(u"sale.admin.password"_s).used, std::nullopt);
        // What does not parse overrides nothing, and says so at the field.
        QCOMPARE(document.originOf(u"sale.startingQuantity"_s).label, u"default"_s);
        QCOMPARE(document.problemsOf(u"sale.startingQuantity"_s),
            QStringList(u"environment variable STARTING_QUANTITY=many: “many” is not a whole number"_s));
        QVERIFY(!describe(document.errors()).contains(u"hunter2"));
        // The file is none of the environment's business.
        const QString file = folder.filePath(u"x.json"_s);
        QCOMPARE(document.save(file), std::nullopt);
        QCOMPARE(contentOf(file).simplified(), "{ \"doorbuster\": 1, \"buyer\": { \"pollingInterval\": \"4s\" } }");
    }

    void joinedRulesAreNotJudgedByHearsay_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("paths");
        const auto row = [](const char *name, const QByteArray &text, const QStringList &paths) {
            QTest::newRow(name) << text << paths;
        };
        row("the mode of the sale", "\"sale\": {\"mode\": \"old\", \"id\": \"7\"}", {u"sale.mode"_s});
        row("the only stage", "\"load\": {\"stages\": [{\"duration\": \"1\", \"target\": 5}]}",
            {u"load.stages[0].duration"_s});
        row("who starts", "\"load\": {\"startVUs\": \"x\", \"stages\": [{\"duration\": \"1s\", \"target\": 0}]}",
            {u"load.startVUs"_s});
        row("nobody comes", "\"load\": {\"stages\": [{\"duration\": \"1s\", \"target\": 0}]}", {u"load.stages"_s});
        row("independent cells", "\"thresholds\": {\"checks\": [{\"threshold\": \"rat>1\", \"delayAbortEval\": 3}]}",
            {u"thresholds.checks[0].delayAbortEval"_s, u"thresholds.checks[0]"_s});
        row("in the order of the form", "\"tags\": {\"a b\": \"c\"}, \"buyer\": {\"jitter\": 2}, \"name\": 3",
            {u"name"_s, u"buyer.jitter"_s, u"tags.a b"_s});
    }
    void joinedRulesAreNotJudgedByHearsay()
    {
        QFETCH(QByteArray, text);
        QTemporaryDir folder;
        ProfileDocument document;
        QCOMPARE(document.open(write(folder, "{\"doorbuster\": 1, " + text + "}")), std::nullopt);
        QStringList paths;
        for (const ProfileError &error : document.errors())
            paths << error.path;
        QTEST(paths, "paths");
    }

    void starters()
    {
        for (const StarterProfile &starter : starterProfiles()) {
            ProfileDocument document;
            document.setText(u"name"_s, u"x"_s);
            QCOMPARE(document.openStarter(starter.id), std::nullopt);
            QVERIFY2(document.errors().isEmpty(), qPrintable(describe(document.errors())));
            QVERIFY(document.profile() == loadStarterProfile(starter.id).profile);
            QCOMPARE(document.displayName(), starter.title);
            QVERIFY(document.file().isEmpty() && !document.isModified());
            QCOMPARE(document.undoStack().count(), 0);
            QCOMPARE(document.originOf(u"load.stages"_s).label, u"profile"_s);
            QCOMPARE(document.originOf(u"buyer.jitter"_s).label, u"default"_s);
        }
        ProfileDocument document;
        QVERIFY(document.openStarter(u"none"_s)->contains(u"practice"));
    }

    void profileWithErrorsOpensAndItsFileStays()
    {
        QTemporaryDir folder;
        const QByteArray text = R"({"doorbuster": 1, "targt": 1, "buyer": {"jitter": 7, "maxBuys": 3}})";
        const QString file = write(folder, text);
        ProfileDocument document;
        QSignalSpy fileChanged(&document, &ProfileDocument::fileChanged);
        QCOMPARE(document.open(file), std::nullopt);
        QCOMPARE(fileChanged.size(), 1);
        QCOMPARE(document.file(), file);
        QCOMPARE(document.displayName(), u"p.json"_s);
        QVERIFY(!document.isModified());
        QCOMPARE(describe(document.errors()),
            u"targt (line 1): no such field; did you mean target?\nbuyer.jitter: must be from 0 to 1"_s);
        QCOMPARE(document.text(u"buyer.jitter"_s), u"7"_s);
        QCOMPARE(document.profile().buyer.maxBuys, 3);
        QCOMPARE(contentOf(file), text);

        // What would be lost is not overwritten unasked.
        QVERIFY(document.save(file)->contains(u"targt"));
        QCOMPARE(contentOf(file), text);
        document.removeForeign();
        QVERIFY(document.isModified());
        QCOMPARE(document.save(file), std::nullopt);
        QVERIFY(!document.isModified());
        QCOMPARE(document.errorCount(), 1);
        ProfileDocument again;
        QCOMPARE(again.open(file), std::nullopt);
        QCOMPARE(again.form(), document.form());
        document.undoStack().undo();
        QCOMPARE(document.errorCount(), 2);
    }

    void valuesOfTheWrongKindAreMendedBySaving()
    {
        QTemporaryDir folder;
        const QString file = write(folder, "{\"doorbuster\": 1, \"name\": 3}");
        ProfileDocument document;
        QCOMPARE(document.open(file), std::nullopt);
        QCOMPARE(document.errorCount(), 1);
        QCOMPARE(document.save(file), std::nullopt);
        QCOMPARE(document.errorCount(), 0);
        QCOMPARE(loadProfile(file).profile->name, u"3"_s);
    }

    void otherFilesAreRefusedAndThePresentOneKept_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("empty") << QByteArray() << u"is empty"_s;
        QTest::newRow("list") << QByteArray("[]") << u"is not a Doorbuster profile"_s;
        QTest::newRow("result") << QByteArray("{\"doorbusterResult\": 2}") << u"is the result of a run"_s;
        QTest::newRow("k6") << QByteArray("{\"metrics\": {}, \"root_group\": {}}") << u"summary of k6"_s;
        QTest::newRow("binary") << QByteArray("\0\1\2", 3) << u"is not a text"_s;
        QTest::newRow("newer") << QByteArray("{\"doorbuster\": 9}") << u"newer Doorbuster"_s;
        QTest::newRow("too large") << QByteArray(kLargestProfile + 1, ' ') << u"larger than 4 MiB"_s;
    }
    void otherFilesAreRefusedAndThePresentOneKept()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        QTemporaryDir folder;
        const QString kept = write(folder, "{\"doorbuster\": 1, \"name\": \"kept\"}", u"kept.json"_s);
        const QString other = write(folder, text, u"other.json"_s);
        ProfileDocument document;
        QCOMPARE(document.open(kept), std::nullopt);
        document.setText(u"notes"_s, u"edited"_s);
        const ProfileForm before = document.form();
        QSignalSpy changed(&document, &ProfileDocument::changed);
        const auto problem = document.open(other);
        QVERIFY(problem);
        QVERIFY2(problem->startsWith(other + u": ") && problem->contains(expected), qPrintable(*problem));
        QCOMPARE(document.form(), before);
        QCOMPARE(document.file(), kept);
        QVERIFY(document.isModified());
        QCOMPARE(changed.size(), 0);
        QVERIFY(document.open(folder.filePath(u"none.json"_s))->contains(u"cannot be opened"));
        QVERIFY(document.open(folder.path()).has_value());
    }

    void placesThatCannotBeWrittenKeepTheEdits_data()
    {
        QTest::addColumn<QString>("place");
        QTest::newRow("below a file") << u"plain/x.json"_s;
        QTest::newRow("no such folder") << u"none/x.json"_s;
        QTest::newRow("a folder") << u"."_s;
    }
    void placesThatCannotBeWrittenKeepTheEdits()
    {
        QFETCH(QString, place);
        QTemporaryDir folder;
        write(folder, "x", u"plain"_s);
        ProfileDocument document;
        document.setText(u"name"_s, u"mine"_s);
        const QString file = folder.filePath(place);
        const auto problem = document.save(file);
        QVERIFY(problem);
        QVERIFY2(problem->startsWith(file + u" was not written: "), qPrintable(*problem));
        QVERIFY(document.isModified());
        QVERIFY(document.file().isEmpty());
        QCOMPARE(document.text(u"name"_s), u"mine"_s);
        // And another place will do.
        QCOMPARE(document.save(folder.filePath(u"ok.json"_s)), std::nullopt);
        QVERIFY(!document.isModified());
    }

    void changesByOthersAreNoticed()
    {
        QTemporaryDir folder;
        const QString file = write(folder, "{\"doorbuster\": 1, \"name\": \"a\"}");
        ProfileDocument document;
        QVERIFY(!document.changedOnDisk());
        QCOMPARE(document.open(file), std::nullopt);
        QVERIFY(!document.changedOnDisk());
        write(folder, "{\"doorbuster\": 1, \"name\": \"b\"}");
        QVERIFY(document.changedOnDisk());
        QCOMPARE(document.save(file), std::nullopt);
        QVERIFY(!document.changedOnDisk());
        QVERIFY(QFile::resize(file, kLargestProfile + 1));
        QVERIFY(document.changedOnDisk());
        QVERIFY(QFile::remove(file));
        QVERIFY(!document.changedOnDisk());
    }

    void savingElsewhereMovesTheDocument()
    {
        QTemporaryDir folder;
        ProfileDocument document;
        document.setText(u"buyer.jitter"_s, u"0.5"_s);
        QSignalSpy fileChanged(&document, &ProfileDocument::fileChanged);
        const QString file = folder.filePath(u"a.json"_s);
        QCOMPARE(document.save(file), std::nullopt);
        QCOMPARE(fileChanged.size(), 1);
        QCOMPARE(document.displayName(), u"a.json"_s);
        document.undoStack().undo();
        QVERIFY(document.isModified());
        document.undoStack().redo();
        QVERIFY(!document.isModified());
        document.newProfile();
        QVERIFY(document.file().isEmpty() && document.profile() == Profile{});
    }

    void typingAfterSavingIsAStepOfItsOwn()
    {
        QTemporaryDir folder;
        ProfileDocument document;
        document.setText(u"name"_s, u"a"_s);
        QCOMPARE(document.save(folder.filePath(u"a.json"_s)), std::nullopt);
        document.setText(u"name"_s, u"ab"_s);
        QVERIFY(document.isModified());
        document.undoStack().undo();
        QCOMPARE(document.text(u"name"_s), u"a"_s);
        QVERIFY(!document.isModified());
    }

    void secretsAreNotWritten()
    {
        QTemporaryDir folder;
        ProfileDocument document;
        document.setRows(u"target.headers"_s, {{{u"Authorization"_s}, {u"Bearer sesame"_s}}}, u"new header"_s);
        QCOMPARE(document.errorCount(), 1);
        const QString file = folder.filePath(u"a.json"_s);
        const auto problem = document.save(file);
        QVERIFY(problem && problem->contains(u"Authorization") && !problem->contains(u"sesame"));
        QVERIFY(!QFile::exists(file));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, tst_ProfileDocument)
#include "tst_profiledocument.moc"
