// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/exportdialog.h"

#include "core/result/resultfile.h"
#include "sampleresult.h"
#include "tests/support/testprogram.h"
#include "ui/export/exportedfilesmodel.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

QString kindName(ExportKind kind)
{
    return u"kind-%1"_s.arg(int(kind));
}

} // namespace

/// Stands for the desktop, which would show a folder.
class Desktop : public QObject {
    Q_OBJECT
public:
    QList<QUrl> opened;

public Q_SLOTS:
    void open(const QUrl &url) { opened.append(url); }
};

class TestExportDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder.emplace();
        m_dialog = std::make_unique<ExportDialog>(std::make_shared<const RunResult>(sampleResult()), QString());
        m_dialog->setFolder(m_folder->path());
        m_dialog->open();
    }
    void cleanup()
    {
        m_dialog.reset();
        m_folder.reset();
    }

    void proposesTheResult()
    {
        QVERIFY(box(ExportKind::Result)->isChecked());
        QCOMPARE(find<QLineEdit>(u"name"_s)->text(), u"friday-s-drop-20261122-110157"_s);
        QCOMPARE(find<QLabel>(u"preview"_s)->text(), u"1 file: friday-s-drop-20261122-110157.json"_s);
        QVERIFY(find<QPushButton>(u"export"_s)->isEnabled());
    }

    void saysWhatCannotBeExported()
    {
        QVERIFY(!box(ExportKind::Samples)->isEnabled());
        QVERIFY(box(ExportKind::Samples)->accessibleDescription().startsWith(u"Not recorded"_s));
        QVERIFY(box(ExportKind::Charts)->isEnabled());
    }

    /// Every kind has its box, with a name and what it is good for.
    void offersEveryKind()
    {
        QStringList titles;
        for (std::size_t kind = 0; kind < exportKindCount; ++kind) {
            const QCheckBox *of = box(ExportKind(kind));
            QCOMPARE(of->text(), exportKindTitle(ExportKind(kind)));
            QVERIFY(!of->accessibleDescription().isEmpty());
            titles += of->text();
        }
        QVERIFY(!titles.contains(QString()));
        QCOMPARE(titles.removeDuplicates(), 0);
    }

    void reports()
    {
        choose({ExportKind::Report, ExportKind::ReportPdf, ExportKind::Junit});
        QCOMPARE(exported(),
            QStringList({u"friday-s-drop-20261122-110157-report.html"_s, u"friday-s-drop-20261122-110157-report.pdf"_s,
                u"friday-s-drop-20261122-110157-junit.xml"_s}));
    }

    void samplesThatWereRecorded()
    {
        const QString samples = m_folder->filePath(u"recorded.json"_s);
        QFile file(samples);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"type\":\"Point\"}\n");
        file.close();
        m_dialog = std::make_unique<ExportDialog>(std::make_shared<const RunResult>(sampleResult()), samples);
        m_dialog->setFolder(m_folder->path());
        m_dialog->open();
        choose({ExportKind::Samples});
        QCOMPARE(exported(), QStringList{u"friday-s-drop-20261122-110157-k6-lines.json"_s});
    }

    void nothingChosen()
    {
        choose({});
        QCOMPARE(find<QLabel>(u"preview"_s)->text(), u"Choose what to export."_s);
        QVERIFY(!find<QPushButton>(u"export"_s)->isEnabled());
        box(ExportKind::Charts)->click();
        QVERIFY(find<QPushButton>(u"export"_s)->isEnabled());
        for (std::size_t chart = 0; chart < runChartCount; ++chart)
            find<QCheckBox>(u"chart-"_s + runChartId(RunChart(chart)))->click();
        QCOMPARE(find<QLabel>(u"preview"_s)->text(), u"Choose at least one chart."_s);
    }

    void badFolders_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("reason");
        QTest::newRow("none") << QString() << u"Choose a folder."_s;
        QTest::newRow("missing") << u"/nowhere/at/all"_s << u"There is no folder /nowhere/at/all."_s;
        QTest::newRow("a file") << QString::fromLocal8Bit(TEST_DATA_DIR) + u"/checks.csv"_s
                                << QString::fromLocal8Bit(TEST_DATA_DIR) + u"/checks.csv is not a folder."_s;
    }

    void badFolders()
    {
        QFETCH(QString, folder);
        QFETCH(QString, reason);
        find<QLineEdit>(u"folder"_s)->setText(folder);
        QCOMPARE(find<QLabel>(u"preview"_s)->text(), reason);
        QVERIFY(!find<QPushButton>(u"export"_s)->isEnabled());
    }

    void chartOptions()
    {
        QVERIFY(!find<QComboBox>(u"image"_s)->isEnabled());
        choose({ExportKind::Charts});
        QVERIFY(find<QComboBox>(u"image"_s)->isEnabled());
        QVERIFY(!find<QComboBox>(u"scale"_s)->isEnabled());
        find<QComboBox>(u"image"_s)->setCurrentText(u"PNG"_s);
        QVERIFY(find<QComboBox>(u"scale"_s)->isEnabled());
        find<QComboBox>(u"scale"_s)->setCurrentText(u"3×"_s);
        find<QComboBox>(u"colours"_s)->setCurrentText(u"Dark"_s);
        for (std::size_t chart = 1; chart < runChartCount; ++chart)
            find<QCheckBox>(u"chart-"_s + runChartId(RunChart(chart)))->click();
        const QStringList names = exported();
        QCOMPARE(names, QStringList{u"friday-s-drop-20261122-110157-virtual-users.png"_s});
        const QImage image(m_folder->filePath(names.constFirst()));
        QCOMPARE(image.size(), QSize(2400, 960));
        QVERIFY(image.pixelColor(1, 1).lightness() < 128);
    }

    void tellsWhereEverythingWent()
    {
        choose({ExportKind::Result, ExportKind::Checks, ExportKind::Charts});
        find<QLineEdit>(u"name"_s)->setText(u"my run"_s);
        QCOMPARE(exported().size(), qsizetype(2 + runChartCount));
        QCOMPARE(find<QLabel>(u"outcome"_s)->text(), u"8 files written to "_s + m_folder->path());
        QVERIFY(!find<QLabel>(u"errors"_s)->isVisible());
        QVERIFY(loadResult(m_folder->filePath(u"my-run.json"_s)).result);
        const QAbstractItemModel *files = m_dialog->findChild<QTableView *>()->model();
        QAbstractItemModelTester tester(
            const_cast<QAbstractItemModel *>(files), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(files->rowCount(), 8);
        QCOMPARE(files->index(1, ExportedFilesModel::StateColumn).data().toString(), u"✓ written"_s);
        QCOMPARE(files->index(1, ExportedFilesModel::FileColumn).data().toString(), u"my-run-checks.csv"_s);
        QCOMPARE(files->index(1, ExportedFilesModel::SizeColumn).data(ExportedFilesModel::SortRole).toLongLong(),
            QFileInfo(m_folder->filePath(u"my-run-checks.csv"_s)).size());

        Desktop desktop;
        QDesktopServices::setUrlHandler(u"file"_s, &desktop, "open");
        find<QPushButton>(u"show"_s)->click();
        QDesktopServices::unsetUrlHandler(u"file"_s);
        QCOMPARE(desktop.opened, QList<QUrl>{QUrl::fromLocalFile(m_folder->path())});
    }

    void tellsWhatCouldNotBeWritten()
    {
        choose({ExportKind::Result, ExportKind::Checks});
        find<QLineEdit>(u"name"_s)->setText(u"x"_s);
        // A folder in the place of the file: refused for everybody, the superuser too.
        QVERIFY(QDir(m_folder->path()).mkdir(u"x.json"_s));
        begin();
        answer(u"replace"_s);
        QVERIFY(waitForOutcome());
        QCOMPARE(find<QLabel>(u"outcome"_s)->text(), u"1 of 2 files written to "_s + m_folder->path());
        QVERIFY(
            find<QLabel>(u"errors"_s)->text().startsWith(u"Cannot write %1: "_s.arg(m_folder->filePath(u"x.json"_s))));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"x-checks.csv"_s});
    }

    void asksBeforeItReplaces()
    {
        choose({ExportKind::Checks});
        find<QLineEdit>(u"name"_s)->setText(u"x"_s);
        const QString path = m_folder->filePath(u"x-checks.csv"_s);
        QFile older(path);
        QVERIFY(older.open(QIODevice::WriteOnly));
        older.write("older");
        older.close();

        begin();
        auto *question = m_dialog->findChild<QMessageBox *>();
        QVERIFY(question);
        QCOMPARE(question->informativeText(), u"x-checks.csv"_s);
        question->reject();
        QVERIFY(older.open(QIODevice::ReadOnly));
        QCOMPARE(older.readAll(), QByteArray("older"));
        older.close();
        QTRY_VERIFY(!m_dialog->findChild<QMessageBox *>());

        begin();
        answer(u"replace"_s);
        QVERIFY(waitForOutcome());
        QVERIFY(older.open(QIODevice::ReadOnly));
        QVERIFY(older.readAll().startsWith("id,check"));
    }

    void backAndAgain()
    {
        choose({ExportKind::Checks});
        exported();
        find<QPushButton>(u"back"_s)->click();
        QVERIFY(find<QPushButton>(u"export"_s)->isVisible());
        choose({ExportKind::Requests});
        QCOMPARE(exported(), QStringList{u"friday-s-drop-20261122-110157-requests.csv"_s});
    }

    void escapeClosesWhileNothingIsWritten()
    {
        QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
        QVERIFY(!m_dialog->isVisible());
    }

    void escapeCancelsWhileFilesAreWritten()
    {
        choose({ExportKind::Result, ExportKind::Seconds, ExportKind::Charts});
        QSignalSpy done(m_dialog.get(), &ExportDialog::exported);
        find<QPushButton>(u"export"_s)->click();
        QTest::keyClick(m_dialog.get(), Qt::Key_Escape); // before the event loop has begun the first file
        QVERIFY(m_dialog->isVisible());
        QTRY_COMPARE(done.count(), 1);
        QVERIFY(find<QLabel>(u"outcome"_s)->text().endsWith(u" · cancelled"_s));
        QVERIFY(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
    }

    void everyControlHasAName()
    {
        for (const QWidget *widget : m_dialog->findChildren<QWidget *>()) {
            if (widget->focusPolicy() == Qt::NoFocus || qobject_cast<const QLabel *>(widget))
                continue;
            const QAccessibleInterface *interface =
                QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
            QVERIFY2(interface && !interface->text(QAccessible::Name).isEmpty(),
                qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName()));
        }
    }

private:
    template <class Widget>
    Widget *find(const QString &name) const
    {
        auto *widget = m_dialog->findChild<Widget *>(name);
        if (!widget)
            qFatal("no widget %s", qPrintable(name));
        return widget;
    }
    QCheckBox *box(ExportKind kind) const { return find<QCheckBox>(kindName(kind)); }

    void choose(const QList<ExportKind> &kinds)
    {
        for (std::size_t kind = 0; kind < exportKindCount; ++kind)
            box(ExportKind(kind))->setChecked(kinds.contains(ExportKind(kind)));
    }

    void begin()
    {
        m_done = std::make_unique<QSignalSpy>(m_dialog.get(), &ExportDialog::exported);
        find<QPushButton>(u"export"_s)->click();
    }
    void answer(const QString &button)
    {
        auto *question = m_dialog->findChild<QMessageBox *>();
        if (!question)
            qFatal("nothing was asked");
        question->findChild<QPushButton *>(button)->click();
    }
    bool waitForOutcome()
    {
        return QTest::qWaitFor([this] { return m_done->count() > 0; }, 30'000);
    }

    /// The names of the files that were written.
    QStringList exported()
    {
        begin();
        if (!waitForOutcome())
            return {u"it does not end"_s};
        QStringList names;
        const auto files = m_done->first().first().value<QList<ExportedFile>>();
        for (const ExportedFile &file : files)
            names.append(file.written() ? QFileInfo(file.path).fileName() : file.error);
        return names;
    }

    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<ExportDialog> m_dialog;
    std::unique_ptr<QSignalSpy> m_done;
};

DOORBUSTER_TEST(QTEST_MAIN, TestExportDialog)
#include "tst_exportdialog.moc"
