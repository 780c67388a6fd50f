// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/result/resultfile.h"
#include "shortrun.h"
#include "tests/support/testprogram.h"
#ifdef Q_OS_UNIX
#include "slowreader.h"
#endif
#include "ui/session/runcontroller.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

/// Notes the order of what a controller tells.
class Diary : public QObject {
public:
    explicit Diary(RunController &controller)
    {
        connect(&controller, &RunController::began, this, [this] { note(u"began"_s); });
        connect(&controller, &RunController::snapshotReady, this, [this] { note(u"snapshot"_s); });
        connect(&controller, &RunController::ended, this, [this] { note(u"ended"_s); });
        connect(&controller, &RunController::shown, this, [this] { note(u"shown"_s); });
        connect(&controller, &RunController::failedToStart, this, [this](const QString &why) {
            note(u"failed"_s);
            reason = why;
        });
        connect(&controller, &RunController::outputsWritten, this,
            [this](const QStringList &written, const QStringList &errors) {
                note(u"outputs"_s);
                outputs = written;
                outputErrors = errors;
            });
    }

    QStringList entries; ///< repeated ones once
    QString reason;
    QStringList outputs;
    QStringList outputErrors;

private:
    void note(const QString &what)
    {
        if (entries.isEmpty() || entries.last() != what)
            entries << what;
    }
};

bool finish(RunController &controller)
{
    return QTest::qWaitFor([&] { return !controller.isRunning(); }, 60'000);
}

bool written(const RunController &controller)
{
    return QTest::qWaitFor([&] { return !controller.isWritingOutputs(); }, 20'000);
}

ResolvedProfile writingRun(const QString &kind, const QString &file)
{
    ResolvedProfile profile = shortRun();
    profile.profile.outputs = {{kind, file}};
    return profile;
}

} // namespace

class TestRunController : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void practiceRunTellsItsStory();
    void defectIsFound();
    void verifiesAgain();
    void samplesAreKeptWhileShown();
    void outputsOfTheProfileAreWritten();
    void outputThatCannotBeWrittenStopsTheStart();
    void profileWithErrorsDoesNotStart();
    void missingSecretIsNamed();
    void missingShopIsToldAndNothingShown();
    void stopBeforeTheShopIsReady();
    void abortHasNoVerdict();
    void failedStartKeepsWhatIsShown();
    void verificationCanBeStoppedBeforeItBegins();
#ifdef Q_OS_UNIX
    void verdictDoesNotWaitForTheOutputs();
    void readerThatLeavesIsTold();
    void verifiesAgainWhileOutputsAreWritten();
    void nextRunWaitsForTheOutputs();
    void nextRunCanBeStoppedWhileItWaits();
    void runWithoutOutputsDoesNotWait();
#endif
    void outputsAreWholeWhenTheControllerGoes();
};

void TestRunController::practiceRunTellsItsStory()
{
    RunController controller;
    Diary diary(controller);
    controller.start(shortRun(), u"none"_s);
    QVERIFY(controller.isRunning());
    QVERIFY(finish(controller));
    QCOMPARE(diary.entries, (QStringList{u"began"_s, u"snapshot"_s, u"ended"_s, u"shown"_s}));
    const auto result = controller.result();
    QVERIFY(result);
    QVERIFY(result->verification.headline == Headline::Pass);
    QCOMPARE(result->verification.paid, 12);
    QCOMPARE(result->practiceDefect, u"none"_s);
    QCOMPARE(result->sources.value(u"target.apiBase"_s), u"practice shop"_s);
    // The shop stays for the next run.
    QCOMPARE(controller.practice().state(), PracticeControl::State::Ready);
}

void TestRunController::defectIsFound()
{
    RunController controller;
    controller.start(shortRun(), u"unit-lost"_s);
    QVERIFY(finish(controller));
    QVERIFY(controller.result()->verification.headline == Headline::Underselling);
}

void TestRunController::verifiesAgain()
{
    RunController controller;
    controller.start(shortRun(), u"none"_s);
    QVERIFY(finish(controller));
    const auto first = controller.result();
    Diary diary(controller);
    controller.verifyAgain();
    QVERIFY(controller.isRunning());
    QVERIFY(finish(controller));
    QVERIFY(controller.briefing().verificationOnly);
    QCOMPARE(diary.entries.first(), u"began"_s);
    QCOMPARE(diary.entries.mid(diary.entries.size() - 2), (QStringList{u"ended"_s, u"shown"_s}));
    QVERIFY(controller.result() != first);
    QVERIFY(controller.result()->verification.headline == Headline::Pass);
    QCOMPARE(controller.result()->runId, first->runId);
}

void TestRunController::samplesAreKeptWhileShown()
{
    RunController controller;
    controller.setRecordSamples(true);
    Diary diary(controller);
    controller.start(shortRun(), u"none"_s);
    QVERIFY(finish(controller));
    QVERIFY(written(controller));
    const QString samples = controller.samplesFile();
    QVERIFY(QFileInfo(samples).size() > 1000);
    QVERIFY(!diary.entries.contains(u"outputs"_s)); // a file of our own is nothing to tell
    // A run that is not recorded has none, and takes the old ones away.
    controller.setRecordSamples(false);
    controller.start(shortRun(), u"none"_s);
    QVERIFY(finish(controller));
    QVERIFY(controller.samplesFile().isEmpty());
    QVERIFY(!QFileInfo::exists(samples));
}

void TestRunController::outputsOfTheProfileAreWritten()
{
    const QTemporaryDir folder;
    RunController controller;
    Diary diary(controller);
    ResolvedProfile profile = shortRun();
    profile.profile.outputs = {{u"json"_s, folder.filePath(u"lines.json"_s)}};
    controller.start(profile, u"none"_s);
    QVERIFY(finish(controller));
    QVERIFY(written(controller));
    QCOMPARE(diary.outputs.size(), 1);
    QVERIFY(diary.outputErrors.isEmpty());
    QCOMPARE(controller.samplesFile(), folder.filePath(u"lines.json"_s));
    QVERIFY(QFileInfo(controller.samplesFile()).size() > 1000);
}

void TestRunController::outputThatCannotBeWrittenStopsTheStart()
{
    RunController controller;
    Diary diary(controller);
    ResolvedProfile profile = shortRun();
    profile.profile.outputs = {{u"json"_s, u"/nonexistent/lines.json"_s}};
    controller.start(profile, u"none"_s);
    QVERIFY(!controller.isRunning());
    QCOMPARE(diary.entries, QStringList{u"failed"_s});
    QVERIFY2(diary.reason.contains(u"/nonexistent/lines.json"_s), qPrintable(diary.reason));
}

void TestRunController::profileWithErrorsDoesNotStart()
{
    RunController controller;
    Diary diary(controller);
    controller.start(shortRun({u"buyer.maxBuys=0"_s}), std::nullopt);
    QCOMPARE(diary.entries, QStringList{u"failed"_s});
    QVERIFY2(diary.reason.contains(u"buyer.maxBuys"_s), qPrintable(diary.reason));
}

void TestRunController::missingSecretIsNamed()
{
    RunController controller;
    Diary diary(controller);
    ResolvedProfile profile = shortRun();
    profile.profile.target.headers[u"Authorization"_s] = u"Bearer ${NO_SUCH_VARIABLE_HERE}"_s;
    controller.start(profile, std::nullopt);
    QCOMPARE(diary.entries, QStringList{u"failed"_s});
    QVERIFY2(diary.reason.contains(u"NO_SUCH_VARIABLE_HERE"_s), qPrintable(diary.reason));
}

void TestRunController::missingShopIsToldAndNothingShown()
{
    RunController controller;
    controller.practice().setExecutable(u"/nonexistent/shop"_s);
    Diary diary(controller);
    controller.start(shortRun(), u"none"_s);
    QVERIFY(finish(controller));
    QCOMPARE(diary.entries, QStringList{u"failed"_s});
    QVERIFY2(diary.reason.contains(u"/nonexistent/shop"_s), qPrintable(diary.reason));
    QVERIFY(!controller.result());
}

void TestRunController::stopBeforeTheShopIsReady()
{
    RunController controller;
    Diary diary(controller);
    controller.start(shortRun(), u"none"_s);
    controller.stop();
    QVERIFY(!controller.isRunning());
    QCOMPARE(diary.entries, QStringList{u"failed"_s});
    // The shop becomes ready all the same; no run begins by it.
    QVERIFY(QTest::qWaitFor([&] { return controller.practice().state() == PracticeControl::State::Ready; }, 20'000));
    QVERIFY(!controller.isRunning());
}

void TestRunController::abortHasNoVerdict()
{
    RunController controller;
    QSignalSpy snapshots(&controller, &RunController::snapshotReady);
    controller.start(shortRun({u"sale.countdown=150ms"_s}), u"none"_s);
    QVERIFY(QTest::qWaitFor([&] { return controller.phase() == RunPhase::Load; }, 20'000));
    controller.abort();
    QVERIFY(finish(controller));
    QVERIFY(controller.result()->end == RunEnd::Aborted);
    QVERIFY(!controller.result()->verification.performed);
}

void TestRunController::failedStartKeepsWhatIsShown()
{
    RunController controller;
    controller.setRecordSamples(true);
    controller.start(shortRun(), u"none"_s);
    QVERIFY(finish(controller));
    QVERIFY(written(controller));
    const auto shown = controller.result();
    controller.start(shortRun({u"buyer.maxBuys=0"_s}), std::nullopt);
    QCOMPARE(controller.result(), shown);
    QVERIFY(QFileInfo::exists(controller.samplesFile()));
}

void TestRunController::verificationCanBeStoppedBeforeItBegins()
{
    RunController controller;
    controller.start(shortRun(), u"none"_s);
    QVERIFY(finish(controller));
    const auto shown = controller.result();
    Diary diary(controller);
    controller.verifyAgain();
    QVERIFY(controller.isRunning());
    controller.stop();
    QVERIFY(!controller.isRunning());
    QCOMPARE(diary.entries, QStringList{u"failed"_s});
    QVERIFY2(diary.reason.contains(u"verification"_s), qPrintable(diary.reason));
    // One that was given up does not begin beside the next.
    controller.verifyAgain();
    QVERIFY(finish(controller));
    QCOMPARE(controller.result()->runId, shown->runId);
    QCOMPARE(controller.result()->earlierVerifications.size(), std::size_t(1));
    QCOMPARE(diary.entries.count(u"began"_s), 1);
}

#ifdef Q_OS_UNIX

void TestRunController::verdictDoesNotWaitForTheOutputs()
{
    const QTemporaryDir folder;
    SlowReader reader(folder.filePath(u"lines"_s));
    QVERIFY(reader.isOpen());
    RunController controller;
    Diary diary(controller);
    const QSignalSpy writing(&controller, &RunController::writingOutputsChanged);
    controller.start(writingRun(u"json"_s, reader.path()), u"none"_s);
    QVERIFY(finish(controller));
    QCOMPARE(diary.entries, (QStringList{u"began"_s, u"snapshot"_s, u"ended"_s, u"shown"_s}));
    QVERIFY(controller.isWritingOutputs());
    QVERIFY(controller.result()->verification.performed);
    reader.readOn();
    QVERIFY(written(controller));
    QCOMPARE(diary.entries.last(), u"outputs"_s);
    QCOMPARE(diary.outputs.size(), 1);
    QVERIFY2(diary.outputErrors.isEmpty(), qPrintable(diary.outputErrors.join(u'\n')));
    QCOMPARE(writing.size(), 2);
    QVERIFY(QTest::qWaitFor([&] { return reader.received().endsWith('\n'); })); // the pipe may still hold some
    QCOMPARE(controller.samplesFile(), QString()); // what was read from a pipe cannot be read again
}

void TestRunController::readerThatLeavesIsTold()
{
    const QTemporaryDir folder;
    SlowReader reader(folder.filePath(u"lines"_s));
    RunController controller;
    Diary diary(controller);
    const QSignalSpy corrected(&controller, &RunController::corrected);
    controller.start(writingRun(u"json"_s, reader.path()), u"none"_s);
    QVERIFY(finish(controller));
    const auto atOnce = controller.result();
    QCOMPARE(diary.outputErrors, QStringList());
    reader.leave();
    QVERIFY(written(controller));
    QVERIFY(!diary.outputErrors.isEmpty());
    QVERIFY2(diary.outputErrors.first().contains(reader.path()), qPrintable(diary.outputErrors.first()));
    // What could not be written belongs into the result; nothing else of it has changed.
    QTRY_COMPARE(corrected.size(), 1);
    QVERIFY(controller.result()->samplesDropped > 0);
    QCOMPARE(controller.result()->runId, atOnce->runId);
    QCOMPARE(controller.result()->verification, atOnce->verification);
    QCOMPARE(diary.entries.last(), u"shown"_s);
}

void TestRunController::verifiesAgainWhileOutputsAreWritten()
{
    const QTemporaryDir folder;
    SlowReader reader(folder.filePath(u"lines"_s));
    RunController controller;
    controller.start(writingRun(u"json"_s, reader.path()), u"none"_s);
    QVERIFY(finish(controller));
    controller.verifyAgain();
    QVERIFY(controller.isRunning());
    QVERIFY(controller.isWritingOutputs());
    reader.leave(); // at any time of the verification
    QVERIFY(finish(controller));
    QVERIFY(written(controller));
    QCOMPARE(controller.result()->earlierVerifications.size(), std::size_t(1));
    QTRY_VERIFY(controller.result()->samplesDropped > 0);
}

void TestRunController::nextRunWaitsForTheOutputs()
{
    const QTemporaryDir folder;
    SlowReader reader(folder.filePath(u"lines"_s));
    RunController controller;
    controller.start(writingRun(u"json"_s, reader.path()), u"none"_s);
    QVERIFY(finish(controller));
    QVERIFY(controller.isWritingOutputs());
    Diary diary(controller);
    const auto first = controller.result();
    controller.start(writingRun(u"json"_s, folder.filePath(u"second.json"_s)), u"none"_s);
    QVERIFY(controller.isRunning());
    QCOMPARE(diary.entries, QStringList()); // the shop is up, so it would have begun
    QCOMPARE(controller.result(), first);
    reader.readOn();
    QVERIFY(finish(controller));
    QVERIFY(written(controller));
    QCOMPARE(diary.entries.first(), u"outputs"_s); // those of the first
    QVERIFY(diary.entries.contains(u"began"_s));
    QVERIFY(controller.result() != first);
    QVERIFY(QFileInfo(folder.filePath(u"second.json"_s)).size() > 1000);
}

void TestRunController::nextRunCanBeStoppedWhileItWaits()
{
    const QTemporaryDir folder;
    SlowReader reader(folder.filePath(u"lines"_s));
    RunController controller;
    controller.start(writingRun(u"json"_s, reader.path()), u"none"_s);
    QVERIFY(finish(controller));
    Diary diary(controller);
    controller.start(writingRun(u"json"_s, folder.filePath(u"second.json"_s)), u"none"_s);
    controller.stop();
    QVERIFY(!controller.isRunning());
    QCOMPARE(diary.entries, QStringList{u"failed"_s});
    reader.readOn();
    QVERIFY(written(controller));
    QVERIFY(!controller.isRunning());
    QVERIFY(!QFileInfo::exists(folder.filePath(u"second.json"_s)));
}

void TestRunController::runWithoutOutputsDoesNotWait()
{
    const QTemporaryDir folder;
    SlowReader reader(folder.filePath(u"lines"_s));
    RunController controller;
    controller.start(writingRun(u"json"_s, reader.path()), u"none"_s);
    QVERIFY(finish(controller));
    Diary diary(controller);
    controller.start(shortRun(), u"none"_s);
    QCOMPARE(diary.entries.value(0), u"began"_s);
    QVERIFY(controller.isWritingOutputs());
    reader.readOn();
    QVERIFY(finish(controller));
    QVERIFY(written(controller));
    QVERIFY2(diary.outputErrors.isEmpty(), qPrintable(diary.outputErrors.join(u'\n')));
}

#endif

void TestRunController::outputsAreWholeWhenTheControllerGoes()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"result.json"_s);
    QString runId;
    {
        RunController controller;
        controller.start(writingRun(u"result"_s, file), u"none"_s);
        QVERIFY(QTest::qWaitFor([&] { return controller.result() != nullptr; }, 60'000));
        runId = controller.result()->runId;
    }
    const LoadedResult loaded = loadResult(file);
    QVERIFY2(loaded.result, qPrintable(loaded.errors.join(u'\n')));
    QCOMPARE(loaded.result->runId, runId);
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestRunController)
#include "tst_runcontroller.moc"
