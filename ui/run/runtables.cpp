// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/runtables.h"

#include "core/text/format.h"
#include "ui/run/generatorpanel.h"
#include "ui/run/logpanel.h"
#include "ui/run/pinnedsortproxy.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/verdictdelegate.h"

#include <QHeaderView>
#include <QSettings>

#include <algorithm>
#include <initializer_list>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using State = ThresholdResult::State;

constexpr int padding = 20; ///< beside the text of a cell
constexpr int sortSign = 12;

const std::array<QLatin1StringView, RunTables::TabCount> tabKeys{
    "requests"_L1, "failures"_L1, "outcomes"_L1, "thresholds"_L1, "generator"_L1, "log"_L1};

/// Wide enough for the header and a figure as it usually is; figures that grow must not move the columns.
void fitColumns(TableView *view, const QString &sample, int stretched)
{
    QHeaderView *header = view->horizontalHeader();
    const int least = view->fontMetrics().horizontalAdvance(sample) + padding;
    for (int column = 0; column < header->count(); ++column) {
        header->setSectionResizeMode(column, column == stretched ? QHeaderView::Stretch : QHeaderView::Interactive);
        const QString title = view->model()->headerData(column, Qt::Horizontal).toString();
        const int titleWidth = view->fontMetrics().horizontalAdvance(title) + padding + sortSign;
        view->setColumnWidth(column, std::max(titleWidth, least));
    }
}

void fitColumn(TableView *view, int column, const QString &sample)
{
    view->setColumnWidth(column, view->fontMetrics().horizontalAdvance(sample) + padding);
}

} // namespace

RunTables::RunTables(QWidget *parent)
    : QTabWidget(parent)
    , m_log(new LogPanel)
    , m_generator(new GeneratorPanel)
{
    setAccessibleName(tr("Figures of the run"));

    TableView *requests = addTable(Requests, &m_requests, tr("Requests"), tr("No request yet"));
    fitColumns(requests, u"999.9 ms"_s, RequestsModel::Name);
    fitColumn(requests, RequestsModel::Count, u"10,000,000"_s);

    TableView *failures = addTable(Failures, &m_failures, tr("Failures"), tr("Nothing has failed"));
    fitColumns(failures, u"100,000"_s, FailuresModel::Message);
    fitColumn(failures, FailuresModel::Request, u"orders_admin_list (teardown)"_s);
    fitColumn(failures, FailuresModel::Status, u"no answer"_s);
    failures->sortByColumn(FailuresModel::Count, Qt::DescendingOrder);

    TableView *outcomes = addTable(Outcomes, &m_outcomes, tr("Outcomes"), tr("No journey yet"));
    fitColumns(outcomes, u"already purchased"_s, OutcomesModel::Reason);

    TableView *thresholds = addTable(Thresholds, &m_thresholds, tr("Thresholds"), tr("Nothing is judged yet"));
    fitColumns(thresholds, u"– no data –––"_s, ThresholdsModel::Note);
    fitColumn(thresholds, ThresholdsModel::Metric, u"http_req_duration{name:confirm}"_s);
    fitColumn(thresholds, ThresholdsModel::Expression, u"p(99.9)<=10000"_s);
    fitColumn(thresholds, ThresholdsModel::Actual, u"p(95)=12,345.678 ms"_s);
    fitColumn(thresholds, ThresholdsModel::Abort, u"stops the run, after 30s"_s);
    thresholds->setItemDelegateForColumn(ThresholdsModel::State, new VerdictDelegate(thresholds));

    m_views[Generator] = &m_generator->view();
    m_views[Log] = &m_log->view();
    addTab(m_generator, QString());
    addTab(m_log, QString());
    for (std::size_t tab = 0; tab < TabCount; ++tab) {
        m_defaultColumns[tab] = m_views[tab]->horizontalHeader()->saveState();
    }
    tellTitles({});
    setTabToolTip(Failures, tr("Of all phases: set-up and verification, too. The number is that of the load alone."));
    setTitle(Log, tr("Log"));
}

TableView *RunTables::addTable(Tab tab, QAbstractItemModel *model, const QString &name, const QString &emptyText)
{
    auto *view = new TableView(name);
    view->setFrameShape(QFrame::NoFrame);
    view->setModel(new PinnedSortProxy(model, view));
    view->setEmptyText(emptyText);
    QHeaderView *header = view->horizontalHeader();
    header->setSortIndicator(-1, Qt::AscendingOrder); // as they come, until one sorts them
    header->setSortIndicatorClearable(true);
    view->setSortingEnabled(true);
    m_views[tab] = view;
    insertTab(tab, view, QString());
    return view;
}

void RunTables::setFigures(const RunFigures &figures)
{
    m_requests.setRequests(figures.requests);
    m_failures.setFailures(figures.failures, figures.loadStart.value_or(std::chrono::nanoseconds::zero()));
    m_outcomes.setFigures(figures);
    m_thresholds.setThresholds(figures.thresholds);
    m_generator->setFigures(figures);
    m_log->model().setOrigin(figures.loadStart.value_or(std::chrono::nanoseconds::zero()));
    tellTitles(figures);
}

void RunTables::setTitle(Tab tab, const QString &title)
{
    if (tabText(tab) != title) {
        setTabText(tab, title);
    }
}

void RunTables::tellTitles(const RunFigures &figures)
{
    setTitle(Requests, tr("Requests"));
    const quint64 failures = figures.failureCount();
    setTitle(Failures, failures > 0 ? tr("Failures %1").arg(formatCount(failures)) : tr("Failures"));
    setTitle(Outcomes, tr("Outcomes"));
    const int failed = figures.count(State::Fail);
    const int passing = figures.count(State::Pass);
    setTitle(Thresholds,
        failed > 0       ? tr("Thresholds ✕ %1").arg(formatCount(failed))
            : passing > 0 ? tr("Thresholds ✓ %1").arg(formatCount(passing))
                          : tr("Thresholds"));
    const GeneratorState::Kind kind = generatorState(figures.health, figures.loadRanToEnd).kind;
    const bool isAmiss = kind == GeneratorState::Kind::Bound || kind == GeneratorState::Kind::Suspect;
    setTitle(Generator, isAmiss ? tr("Generator !") : tr("Generator"));
}

void RunTables::saveLayout(QSettings &settings) const
{
    settings.setValue("tab"_L1, QString(tabKeys[std::size_t(currentIndex())]));
    for (std::size_t tab = 0; tab < TabCount; ++tab) {
        settings.setValue("columns/"_L1 + tabKeys[tab], m_views[tab]->horizontalHeader()->saveState());
    }
}

void RunTables::restoreLayout(QSettings &settings)
{
    const QString current = settings.value("tab"_L1).toString();
    const auto known = std::ranges::find(tabKeys, current);
    setCurrentIndex(known == tabKeys.end() ? Requests : int(known - tabKeys.begin()));
    for (std::size_t tab = 0; tab < TabCount; ++tab) {
        const QByteArray state = settings.value("columns/"_L1 + tabKeys[tab]).toByteArray();
        // A state that does not fit is refused, and the columns stay as they are.
        m_views[tab]->horizontalHeader()->restoreState(state);
    }
}

void RunTables::resetLayout()
{
    setCurrentIndex(Requests);
    for (std::size_t tab = 0; tab < TabCount; ++tab) {
        m_views[tab]->horizontalHeader()->restoreState(m_defaultColumns[tab]);
    }
}

} // namespace doorbuster
