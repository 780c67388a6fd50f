// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/exportrunner.h"

#include "core/files/filesaver.h"
#include "tests/support/testprogram.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <algorithm>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

/// What became of every file, as "what: state".
QStringList summary(const QList<ExportedFile> &files)
{
    QStringList lines;
    for (const ExportedFile &file : files) {
        const QString state = file.written() ? u"%1 bytes"_s.arg(file.size)
            : file.cancelled                 ? u"cancelled"_s
                                             : file.error;
        lines.append(file.what + u": "_s + state);
    }
    return lines;
}

} // namespace

class TestExportRunner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }
    void cleanup() { m_folder.reset(); }

    void writesOneAfterTheOther()
    {
        ExportRunner runner;
        std::vector<QThread *> threads(3);
        std::vector<ExportFile> files{file(u"one"_s), file(u"two"_s), file(u"three"_s)};
        for (std::size_t i = 0; i < files.size(); ++i) {
            files[i].write = [&threads, i, write = files[i].write](const Progress &progress) {
                threads[i] = QThread::currentThread();
                return write(progress);
            };
        }
        QCOMPARE(summary(run(runner, files)), QStringList({u"one: 3 bytes"_s, u"two: 3 bytes"_s, u"three: 5 bytes"_s}));
        QVERIFY(std::ranges::none_of(threads, [this](const QThread *each) { return each == thread(); }));
        QVERIFY(!runner.isRunning());
    }

    void anErrorKeepsNothingElseFromBeingWritten()
    {
        ExportRunner runner;
        ExportFile bad = file(u"bad"_s);
        bad.write = [](const Progress &) { return SaveStatus{u"Cannot write it: no reason."_s}; };
        QCOMPARE(summary(run(runner, {file(u"one"_s), bad, file(u"two"_s)})),
            QStringList({u"one: 3 bytes"_s, u"bad: Cannot write it: no reason."_s, u"two: 3 bytes"_s}));
    }

    void nothingToDo()
    {
        ExportRunner runner;
        QVERIFY(run(runner, {}).isEmpty());
    }

    void again()
    {
        ExportRunner runner;
        run(runner, {file(u"one"_s)});
        QCOMPARE(summary(run(runner, {file(u"two"_s)})), QStringList{u"two: 3 bytes"_s});
    }

    void cancel()
    {
        ExportRunner runner;
        QSemaphore begun;
        ExportFile slow = file(u"slow"_s);
        slow.write = [&begun](const Progress &progress) {
            begun.release();
            while (progress(0.5))
                QThread::yieldCurrentThread();
            return SaveStatus{u"given up"_s};
        };
        QSignalSpy finished(&runner, &ExportRunner::finished);
        runner.start({file(u"one"_s), slow, file(u"two"_s)});
        QTRY_VERIFY(begun.available() > 0);
        runner.cancel();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(summary(finished.first().first().value<QList<ExportedFile>>()),
            QStringList({u"one: 3 bytes"_s, u"slow: cancelled"_s, u"two: cancelled"_s}));
    }

    void destroyedWhileWriting()
    {
        QSemaphore begun;
        bool ended = false;
        ExportFile slow = file(u"slow"_s);
        slow.write = [&](const Progress &progress) {
            begun.release();
            while (progress(0.5))
                QThread::yieldCurrentThread();
            ended = true;
            return SaveStatus{u"given up"_s};
        };
        {
            ExportRunner runner;
            runner.start({slow});
            QTRY_VERIFY(begun.available() > 0);
        }
        QVERIFY(ended);
    }

    void tellsProgress()
    {
        ExportRunner runner;
        QSignalSpy progressed(&runner, &ExportRunner::progressed);
        run(runner, {file(u"one"_s), file(u"two"_s)});
        QCOMPARE(progressed.count(), 2);
        QCOMPARE(progressed[1], QVariantList({1, 2, 0.0}));
    }

private:
    /// Holds its own name.
    ExportFile file(const QString &name) const
    {
        const QString path = m_folder->filePath(name);
        return {name, path, [name, path](const Progress &) { return saveFile(path, name.toStdString()); }};
    }

    static QList<ExportedFile> run(ExportRunner &runner, const std::vector<ExportFile> &files)
    {
        QSignalSpy finished(&runner, &ExportRunner::finished);
        runner.start(files);
        if (!QTest::qWaitFor([&] { return finished.count() > 0; }, 30'000))
            return {{.what = u"it does not end"_s}};
        return finished.first().first().value<QList<ExportedFile>>();
    }

    std::optional<QTemporaryDir> m_folder;
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestExportRunner)
#include "tst_exportrunner.moc"
