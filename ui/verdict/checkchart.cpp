// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/checkchart.h"

#include "core/charts/fairnesschart.h"
#include "core/charts/stockchart.h"
#include "ui/charts/chartgroup.h"
#include "ui/charts/timechart.h"
#include "ui/export/chartsaving.h"
#include "ui/widgets/inbackground.h"

#include <QToolButton>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <utility>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int chartHeight = 210;

} // namespace

CheckChart::CheckChart(QWidget *parent)
    : QWidget(parent)
    , m_fold(new QToolButton(this))
    , m_chart(new TimeChart(tr("Chart of the check"), this))
    , m_group(new ChartGroup(m_chart))
{
    m_chart->setGroup(m_group);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    m_fold->setObjectName(u"foldChart"_s);
    m_fold->setAccessibleName(tr("Chart"));
    m_fold->setAutoRaise(true);
    m_fold->setFocusPolicy(Qt::StrongFocus);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setToolTip(tr("Shows or hides the chart"));
    QFont bold = m_fold->font();
    bold.setBold(true);
    m_fold->setFont(bold);
    layout->addWidget(m_fold, 0, Qt::AlignLeft);
    m_legend = m_chart->legend();
    layout->addWidget(m_legend, 0, Qt::AlignLeft);
    m_chart->setFixedHeight(chartHeight);
    m_chart->installEventFilter(this);
    offerPicturesOf(m_chart);
    layout->addWidget(m_chart);
    connect(m_fold, &QToolButton::clicked, this, [this] { setUnfolded(m_chart->isHidden()); });
    setUnfolded(true);
    hide();
}

void CheckChart::setCheck(const std::shared_ptr<const RunResult> &result, const CheckRow *check)
{
    if (result != m_result) {
        m_result = result;
        m_charts.clear();
    }
    m_kind.reset();
    if (result && check && check->id == CheckId::FairQueue)
        m_kind = Kind::Fairness;
    else if (result && check && (check->id == CheckId::StockOverTime || check->id == CheckId::BoundedReads))
        m_kind = Kind::Stock;
    setVisible(m_kind.has_value());
    if (!m_kind)
        return;
    m_group->setRange(std::nullopt); // of the chart before
    m_group->setCrosshair(std::nullopt);
    if (!m_charts.contains(*m_kind))
        makeChart(*m_kind);
    showChart();
}

void CheckChart::makeChart(Kind kind)
{
    m_charts[kind] = std::nullopt;
    inBackground(
        this,
        [result = m_result, kind] {
            return kind == Kind::Fairness ? makeFairnessChart(*result) : makeStockChart(*result);
        },
        [this, of = m_result, kind](ChartData chart) {
            if (of != m_result)
                return;
            m_charts[kind] = std::move(chart);
            if (m_kind == kind)
                showChart();
        });
}

void CheckChart::showChart()
{
    const std::optional<ChartData> &made = m_charts[*m_kind];
    ChartData waiting;
    waiting.title = tr("Chart");
    waiting.emptyText = tr("Drawing…");
    const ChartData &chart = made ? *made : waiting;
    m_fold->setText(chart.title);
    m_fold->setAccessibleName(tr("Chart: %1").arg(chart.title));
    m_chart->setAccessibleName(chart.title);
    m_chart->setData(chart);
}

void CheckChart::setUnfolded(bool unfolded)
{
    m_fold->setArrowType(unfolded ? Qt::DownArrow : Qt::RightArrow);
    m_legend->setVisible(unfolded);
    m_chart->setVisible(unfolded);
}

bool CheckChart::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Wheel) {
        const auto *wheel = static_cast<QWheelEvent *>(event);
        if (!wheel->modifiers().testFlag(Qt::ControlModifier) && !m_chart->hasFocus()) {
            event->ignore();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace doorbuster
