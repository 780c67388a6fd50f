// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/chartlegend.h"

#include "tests/support/testprogram.h"

#include <QAccessible>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

std::vector<ChartSeries> seriesOf(const QStringList &ids)
{
    std::vector<ChartSeries> series;
    for (const QString &id : ids) {
        series.push_back({.id = id, .name = u"name of "_s + id});
    }
    return series;
}

/// From left to right.
QStringList shownNames(ChartLegend &legend)
{
    legend.resize(legend.sizeHint());
    legend.grab();
    QList<LegendButton *> buttons = legend.findChildren<LegendButton *>();
    std::ranges::sort(buttons, {}, [](LegendButton *button) { return button->x(); });
    QStringList names;
    for (const LegendButton *button : buttons) {
        names.append(button->text());
    }
    return names;
}

} // namespace

class TestChartLegend : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsTheSeries()
    {
        ChartLegend legend;
        legend.setSeries(seriesOf({u"a"_s, u"c"_s}), {});
        QCOMPARE(shownNames(legend), QStringList({u"name of a"_s, u"name of c"_s}));
        legend.setSeries(seriesOf({u"a"_s, u"b"_s, u"c"_s}), {});
        QCOMPARE(shownNames(legend), QStringList({u"name of a"_s, u"name of b"_s, u"name of c"_s}));
        legend.setSeries(seriesOf({u"c"_s}), {});
        QCOMPARE(shownNames(legend), QStringList({u"name of c"_s}));
        legend.setSeries({}, {});
        QCOMPARE(shownNames(legend), QStringList());
    }

    void keysToggle()
    {
        ChartLegend legend;
        legend.setSeries(seriesOf({u"a"_s, u"b"_s}), {u"b"_s});
        const QSignalSpy spy(&legend, &ChartLegend::toggled);
        const auto buttons = legend.findChildren<LegendButton *>();
        QVERIFY(buttons[0]->isChecked() && !buttons[1]->isChecked());
        QVERIFY(buttons[0]->focusPolicy() & Qt::TabFocus);
        QTest::keyClick(buttons[0], Qt::Key_Space);
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy.last(), QVariantList({u"a"_s, false}));
        QTest::keyClick(buttons[1], Qt::Key_Space);
        QCOMPARE(spy.last(), QVariantList({u"b"_s, true}));
    }

    void itIsTold()
    {
        LegendButton button;
        button.setSeries({.id = u"p95"_s, .name = u"p95"_s});
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&button);
        QCOMPARE(accessible->text(QAccessible::Name), u"p95"_s);
        QVERIFY(accessible->state().checkable && accessible->state().checked);
        button.setChecked(false);
        QVERIFY(!accessible->state().checked);
    }

    void isDrawnDifferentlyWhereHiddenOrOfAnotherStyle()
    {
        LegendButton button;
        QList<QImage> images;
        for (const auto style : {ChartSeries::Style::Line, ChartSeries::Style::Dashed, ChartSeries::Style::Area,
                 ChartSeries::Style::Stacked}) {
            button.setSeries({.id = u"a"_s, .name = u"a"_s, .style = style});
            button.resize(button.sizeHint());
            for (const bool checked : {true, false}) {
                button.setChecked(checked);
                const QImage image = button.grab().toImage();
                QVERIFY(!images.contains(image));
                images.append(image);
            }
        }
    }

    void growsNarrow()
    {
        ChartLegend legend;
        legend.setSeries(seriesOf({u"a very long name"_s, u"another one"_s, u"third"_s}), {});
        QVERIFY(legend.minimumSizeHint().width() * 2 < legend.sizeHint().width());
        legend.resize(legend.minimumSizeHint());
        legend.grab();
        for (const LegendButton *button : legend.findChildren<LegendButton *>()) {
            QVERIFY(button->geometry().right() <= legend.width());
        }
    }

    void textIsNoMarkup()
    {
        LegendButton button;
        button.setSeries({.id = u"x"_s, .name = u"<img src=x>\n\u202E"_s});
        QCOMPARE(button.text(), u"<img src=x>\u240a\u2039U+202E\u203a"_s);
        QVERIFY(button.toolTip().contains("&lt;img src=x&gt;"_L1));
        button.resize(button.sizeHint());
        button.grab();
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestChartLegend)
#include "tst_chartlegend.moc"
