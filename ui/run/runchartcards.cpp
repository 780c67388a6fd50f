// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/runchartcards.h"

#include "ui/charts/timechart.h"
#include "ui/export/chartsaving.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/card.h"

#include <QComboBox>
#include <QGridLayout>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>

namespace doorbuster {

namespace {

constexpr int leastHeight = 148; ///< of a card
constexpr int twoColumns = 700;
constexpr int threeColumns = 1560; ///< of a page of 1600, less its margins
constexpr int rowsInSight = 2;

int columnsFor(int width)
{
    return width >= threeColumns ? 3 : width >= twoColumns ? 2 : 1;
}

} // namespace

RunChartCards::RunChartCards(QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // the charts take it
    setAccessibleName(tr("Charts"));
    auto *page = new QWidget;
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(pageSpacing);
    setWidget(page);
    // The ground shows between the cards.
    viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);

    for (std::size_t i = 0; i < runChartCount; ++i) {
        const QString title = runChartTitle(RunChart(i));
        m_cards[i] = new Card(title, page);
        m_charts[i] = new TimeChart(title, m_cards[i]);
        m_charts[i]->setGroup(&m_group);
        m_charts[i]->installEventFilter(this);
        offerPicturesOf(m_charts[i]);
        if (RunChart(i) == RunChart::Latency) {
            addRequestChoice();
        }
        m_cards[i]->addHeaderWidget(m_charts[i]->legend());
        m_cards[i]->setContent(m_charts[i], false);
    }
    connect(&m_group, &ChartGroup::rangeChanged, this, [this] { Q_EMIT zoomedChanged(isZoomed()); });
    arrange();
}

RunChartCards::~RunChartCards()
{
    // While their group still is.
    delete takeWidget();
}

void RunChartCards::addRequestChoice()
{
    m_request = new QComboBox(this);
    m_request->setAccessibleName(tr("Response time of"));
    m_request->setFont(secondaryFont(m_request->font())); // it stands among the legend
    m_request->setToolTip(tr("Which requests the response times are of"));
    m_request->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_request->addItem(tr("All requests"), -1);
    m_request->installEventFilter(this);
    m_cards[std::size_t(RunChart::Latency)]->addHeaderWidget(m_request);
    connect(m_request, &QComboBox::currentIndexChanged, this, [this] { feed(RunChart::Latency); });
}

void RunChartCards::setFigures(const RunFigures *figures)
{
    m_figures = figures;
    offerRequests();
    feedAll();
}

void RunChartCards::offerRequests()
{
    // In the order of the names; none is taken away while the choice may stand on it.
    for (const RequestFigures &line : m_figures->requests) {
        if (!line.name || m_request->findData(int(*line.name)) >= 0) {
            continue;
        }
        int at = 1;
        while (at < m_request->count() && m_request->itemData(at).toInt() < int(*line.name)) {
            ++at;
        }
        m_request->insertItem(at, toString(*line.name).toString(), int(*line.name));
    }
}

void RunChartCards::feedAll()
{
    m_due.fill(true);
    feedDue();
}

void RunChartCards::feedDue()
{
    if (!m_figures) {
        return;
    }
    for (std::size_t i = 0; i < runChartCount; ++i) {
        if (m_due[i] && !m_charts[i]->visibleRegion().isEmpty()) {
            feed(RunChart(i));
        }
    }
}

void RunChartCards::feed(RunChart chart)
{
    if (!m_figures) {
        return;
    }
    RunChartInput input{.rows = m_figures->rows, .profile = m_figures->profile};
    if (m_figures->loadStart) {
        input.loadStart = *m_figures->loadStart;
    } else {
        input.rows = {}; // there is no time to draw them at
        input.loadStart = m_figures->elapsed;
    }
    if (!m_figures->conclusion && m_figures->phase <= RunPhase::Draining) {
        input.now = m_figures->elapsed;
    }
    input.generatorBound = m_figures->health.generatorBound();
    std::optional<RequestName> request;
    if (const int chosen = m_request->currentData().toInt(); chart == RunChart::Latency && chosen >= 0) {
        request = RequestName(chosen);
    }
    m_charts[std::size_t(chart)]->setData(makeRunChart(chart, input, request));
    m_due[std::size_t(chart)] = false;
}

void RunChartCards::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

bool RunChartCards::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Wheel) {
        if (watched == m_request) {
            event->ignore(); // it scrolls the charts, and does not choose
            return true;
        }
        const auto *wheel = static_cast<QWheelEvent *>(event);
        const bool canScroll = verticalScrollBar()->maximum() > verticalScrollBar()->minimum();
        const bool isMeant =
            wheel->modifiers().testFlag(Qt::ControlModifier) || static_cast<QWidget *>(watched)->hasFocus();
        if (canScroll && !isMeant) {
            event->ignore(); // the wheel goes on to the scroll area
            return true;
        }
    }
    if (event->type() == QEvent::Paint) {
        const auto painted = std::size_t(std::ranges::find(m_charts, watched) - m_charts.begin());
        if (painted < runChartCount && m_due[painted]) {
            // It has come into sight, by scrolling, a larger window or another page. Not now: it is being painted.
            QMetaObject::invokeMethod(this, &RunChartCards::feedDue, Qt::QueuedConnection);
        }
    }
    return QScrollArea::eventFilter(watched, event);
}

void RunChartCards::arrange()
{
    auto *grid = static_cast<QGridLayout *>(widget()->layout());
    const int columns = columnsFor(viewport()->width());
    if (columns != m_columns) {
        m_columns = columns;
        for (std::size_t i = 0; i < runChartCount; ++i) {
            grid->addWidget(m_cards[i], int(i) / columns, int(i) % columns);
        }
        for (int column = 0; column < int(runChartCount); ++column) {
            grid->setColumnStretch(column, column < columns ? 1 : 0);
        }
    }
    const int height = std::max(leastHeight, (viewport()->height() - (rowsInSight - 1) * pageSpacing) / rowsInSight);
    for (Card *card : m_cards) {
        card->setFixedHeight(height);
    }
}

} // namespace doorbuster
