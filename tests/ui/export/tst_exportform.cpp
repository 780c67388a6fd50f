// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/exportform.h"

#include "sampleresult.h"
#include "tests/support/testprogram.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

ExportSource sampleSource()
{
    return {std::make_shared<const RunResult>(sampleResult()), {}};
}

QCheckBox *kindBox(const ExportForm &form, ExportKind kind)
{
    return form.findChild<QCheckBox *>(u"kind-%1"_s.arg(int(kind)));
}

} // namespace

class TestExportForm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beginsWithTheResultAlone()
    {
        const ExportForm form(sampleSource());
        const ExportChoice choice = form.choice();
        QCOMPARE(choice.kinds, QList{ExportKind::Result});
        QCOMPARE(choice.charts.size(), qsizetype(runChartCount));
        QVERIFY(!choice.compress);
        QVERIFY(!choice.dark);
        QCOMPARE(choice.scale, 2);
        QCOMPARE(choice.image, ChartImage::Svg);
        QCOMPARE(choice.name, proposedExportName(sampleResult()));
    }

    /// What cannot be made cannot be chosen, and says why where its purpose would stand.
    void whatIsMissingSaysWhy()
    {
        const ExportSource source = sampleSource();
        const ExportForm form(source);
        QCheckBox *samples = kindBox(form, ExportKind::Samples);
        QVERIFY(!samples->isEnabled());
        QCOMPARE(samples->accessibleDescription(), exportProblem(ExportKind::Samples, source));
        const ExportForm empty{ExportSource()};
        QVERIFY(empty.choice().kinds.isEmpty());
        for (std::size_t kind = 0; kind < exportKindCount; ++kind)
            QVERIFY(!kindBox(empty, ExportKind(kind))->isEnabled());
    }

    void optionsFollowWhatTheyAreOf()
    {
        const ExportForm form(sampleSource());
        auto *image = form.findChild<QComboBox *>(u"image"_s);
        auto *scale = form.findChild<QComboBox *>(u"scale"_s);
        QVERIFY(!image->isEnabled());
        kindBox(form, ExportKind::Charts)->setChecked(true);
        QVERIFY(image->isEnabled());
        QVERIFY(!scale->isEnabled()); // an SVG has none
        image->setCurrentIndex(int(ChartImage::Png));
        QVERIFY(scale->isEnabled());
        image->setCurrentIndex(int(ChartImage::Pdf));
        QVERIFY(!scale->isEnabled());
    }

    void everyFieldIsInTheChoice()
    {
        ExportForm form(sampleSource());
        const QSignalSpy changed(&form, &ExportForm::changed);
        kindBox(form, ExportKind::Result)->setChecked(false);
        kindBox(form, ExportKind::Charts)->setChecked(true);
        kindBox(form, ExportKind::Checks)->setChecked(true);
        form.findChild<QCheckBox *>(u"compress"_s)->setChecked(true);
        form.findChild<QCheckBox *>(u"chart-latency"_s)->setChecked(false);
        form.findChild<QComboBox *>(u"image"_s)->setCurrentIndex(int(ChartImage::Png));
        form.findChild<QComboBox *>(u"scale"_s)->setCurrentIndex(2);
        form.findChild<QComboBox *>(u"colours"_s)->setCurrentIndex(1);
        form.findChild<QLineEdit *>(u"name"_s)->setText(u"mine"_s);
        QVERIFY(changed.size() >= 9); // each of them, so that the preview follows
        form.setFolder(QDir::tempPath());
        form.findChild<QLineEdit *>(u"folder"_s)->setText(u"  "_s + QDir::tempPath() + u' ');
        const ExportChoice choice = form.choice();
        QCOMPARE(choice.kinds, QList({ExportKind::Checks, ExportKind::Charts})); // in the order of the form
        QVERIFY(choice.compress);
        QVERIFY(!choice.charts.contains(RunChart::Latency));
        QCOMPARE(choice.charts.size(), qsizetype(runChartCount) - 1);
        QCOMPARE(choice.image, ChartImage::Png);
        QCOMPARE(choice.scale, 3);
        QVERIFY(choice.dark);
        QCOMPARE(choice.folder, QDir::tempPath());
        QCOMPARE(choice.name, u"mine"_s);
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestExportForm)
#include "tst_exportform.moc"
