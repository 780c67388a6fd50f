// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testprogram.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/verdictdelegate.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPainter>
#include <QStandardItemModel>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestTableView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void copiesSelectedRowsWithHeader();
    void copiesAllWithoutSelection();
    void copiesColumnsAsTheyStand();
    void tabsInCellsDoNotBreakColumns();
    void columnsFitBeforeTheTableIsShown();
    void tabLeavesTheTable();
    void badgeIsDrawnInItsColour();

private:
    std::unique_ptr<QStandardItemModel> m_model;
};

void TestTableView::init()
{
    m_model = std::make_unique<QStandardItemModel>(0, 3);
    m_model->setHorizontalHeaderLabels({u"Check"_s, u"Verdict"_s, u"Note"_s});
    for (const auto &[check, verdict, note] :
        {std::tuple{u"V1"_s, u"✕ fail"_s, u"three\tbeyond"_s}, {u"V2"_s, u"✓ pass"_s, u"two\nlines"_s}}) {
        m_model->appendRow({new QStandardItem(check), new QStandardItem(verdict), new QStandardItem(note)});
    }
}

void TestTableView::copiesSelectedRowsWithHeader()
{
    TableView view(u"Checks"_s);
    view.setModel(m_model.get());
    view.selectRow(1);
    QTest::keySequence(&view, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Check\tVerdict\tNote\nV2\t✓ pass\ttwo lines\n"_s);
}

void TestTableView::copiesAllWithoutSelection()
{
    TableView view(u"Checks"_s);
    view.setModel(m_model.get());
    QCOMPARE(view.selectedText().count(u'\n'), 3);
}

void TestTableView::copiesColumnsAsTheyStand()
{
    TableView view(u"Checks"_s);
    view.setModel(m_model.get());
    view.setColumnHidden(2, true);
    view.horizontalHeader()->moveSection(0, 1);
    view.selectRow(0);
    QCOMPARE(view.selectedText(), u"Verdict\tCheck\n✕ fail\tV1\n"_s);
}

void TestTableView::tabsInCellsDoNotBreakColumns()
{
    TableView view(u"Checks"_s);
    view.setModel(m_model.get());
    view.selectRow(0);
    QCOMPARE(view.selectedText().section(u'\n', 1, 1), u"V1\t✕ fail\tthree beyond"_s);
}

void TestTableView::columnsFitBeforeTheTableIsShown()
{
    m_model->item(1, 0)->setText(u"a name that is longer than most"_s);
    TableView view(u"Checks"_s);
    view.setModel(m_model.get());
    view.setStretchColumn(2);
    const QFontMetrics metrics = view.fontMetrics();
    QVERIFY(view.columnWidth(0) > metrics.horizontalAdvance(m_model->item(1, 0)->text()));
    // One that is endless is cut.
    m_model->item(0, 1)->setText(QString(10'000, u'x'));
    QVERIFY(QTest::qWaitFor([&] { return view.columnWidth(1) > view.columnWidth(0); }));
    QVERIFY(view.columnWidth(1) < 1000);
}

void TestTableView::tabLeavesTheTable()
{
    QWidget window;
    TableView view(u"Checks"_s, &window);
    view.setModel(m_model.get());
    QVERIFY(!view.tabKeyNavigation());
    QCOMPARE(view.accessibleName(), u"Checks"_s);
}

void TestTableView::badgeIsDrawnInItsColour()
{
    TableView view(u"Checks"_s);
    view.setModel(m_model.get());
    const VerdictDelegate delegate;
    const QModelIndex index = m_model->index(0, 1);
    m_model->setData(index, QBrush(QColor(200, 0, 0)), Qt::ForegroundRole);
    QStyleOptionViewItem option;
    option.initFrom(&view);
    option.rect = QRect(QPoint(), delegate.sizeHint(option, index));
    QImage image(option.rect.size(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    delegate.paint(&painter, option, index);
    painter.end();
    int reds = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor color = image.pixelColor(x, y);
            reds += color.red() > 150 && color.green() < 60 && color.blue() < 60;
        }
    }
    QVERIFY2(reds > 20, qPrintable(QString::number(reds)));
}

DOORBUSTER_TEST(QTEST_MAIN, TestTableView)
#include "tst_tableview.moc"
