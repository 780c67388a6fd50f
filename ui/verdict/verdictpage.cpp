// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/verdictpage.h"

#include "ui/export/csvsaving.h"
#include "ui/export/resultcsv.h"
#include "ui/export/resultexport.h"
#include "ui/run/thresholdsmodel.h"
#include "ui/verdict/checkdetail.h"
#include "ui/verdict/checkspanel.h"
#include "ui/verdict/savednotice.h"
#include "ui/verdict/verdictheadline.h"
#include "ui/verdict/verdictversions.h"
#include "ui/verdict/verifyingpanel.h"
#include "ui/widgets/card.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/verdictdelegate.h"
#include "ui/theme/appearance.h"

#include <QAction>
#include <QHeaderView>
#include <QSet>
#include <QSettings>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <vector>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {


QString acrossKey()
{
    return u"verdict/across"_s;
}

QString downKey()
{
    return u"verdict/down"_s;
}

/// The summary without its remarks on earlier verdicts, which have a row of their own on the page.
VerdictSummary headlineOf(const RunResult &result)
{
    VerdictSummary summary = summarise(result);
    if (result.earlierVerifications.empty()) {
        return summary;
    }
    // They are the last ones of those on the verdict: that it was verified again, and one for each.
    const std::vector<VerdictRemark> remarks = verdictRemarks(result);
    QSet<QString> told;
    for (std::size_t i = remarks.size() - result.earlierVerifications.size() - 1; i < remarks.size(); ++i) {
        told.insert(remarks[i].text);
    }
    std::erase_if(summary.remarks, [&told](const VerdictRemark &remark) { return told.contains(remark.text); });
    return summary;
}

} // namespace

VerdictPage::VerdictPage(RunController &controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_verifyAgain(new QAction(tr("&Verify again"), this))
    , m_states(new QStackedWidget(this))
{
    setAccessibleName(tr("Verdict"));
    m_verifyAgain->setObjectName(u"verifyAgain"_s);
    m_verifyAgain->setToolTip(tr("Reads the shop's books again, as they are now"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_states);
    m_empty = new EmptyState(tr("No verdict yet"),
        tr("A run ends with a verdict: every paid order is held against the stock and against what its buyer was "
           "told. Start a run, or open a result."),
        m_states);
    m_verifying = new VerifyingPanel(m_states);
    m_resultView = makeResult();
    for (QWidget *state : std::initializer_list<QWidget *>{m_empty, m_verifying, m_resultView}) {
        m_states->addWidget(state);
    }

    connect(m_verifyAgain, &QAction::triggered, this, &VerdictPage::verifyAgainWanted);
    connect(m_verifying, &VerifyingPanel::cancelled, &m_controller, &RunController::stop);
    connect(&m_controller, &RunController::began, this, &VerdictPage::begin);
    connect(&m_controller, &RunController::phaseChanged, m_verifying, &VerifyingPanel::setPhase);
    connect(&m_controller, &RunController::snapshotReady, m_verifying, &VerifyingPanel::setSnapshot);
    connect(&m_controller, &RunController::shown, this, &VerdictPage::followRun);
    connect(&m_controller, &RunController::runningChanged, this, &VerdictPage::followRun);
    followRun();
}

void VerdictPage::begin(const RunBriefing &briefing)
{
    if (!briefing.verificationOnly) {
        take(nullptr); // it may be big
    }
    m_verifying->begin(briefing.verificationOnly);
    followRun();
}

QWidget *VerdictPage::makeResult()
{
    auto *view = new QWidget(m_states);
    auto *layout = new QVBoxLayout(view);
    layout->setContentsMargins(0, 0, 0, 0); // the window has margins of its own
    layout->setSpacing(pageSpacing);
    m_headline = new VerdictHeadline(view);
    layout->addWidget(m_headline);
    m_versions = new VerdictVersions(view);
    m_versions->addButton(m_verifyAgain);
    layout->addWidget(m_versions);

    m_down = new QSplitter(Qt::Vertical, view);
    m_checks = new ChecksPanel(m_down);
    m_down->addWidget(m_checks);
    m_down->addWidget(makeThresholds());
    m_across = new QSplitter(Qt::Horizontal, view);
    m_across->addWidget(m_down);
    m_detail = new CheckDetail(m_across);
    m_across->addWidget(m_detail);
    for (QSplitter *splitter : {m_down, m_across}) {
        splitter->setHandleWidth(pageSpacing);
        splitter->setChildrenCollapsible(false);
    }
    layout->addWidget(m_across, 1);
    m_notice = new SavedNotice(view);
    layout->addWidget(m_notice);
    arrange();

    connect(m_versions, &VerdictVersions::chosen, this, &VerdictPage::showVersion);
    connect(m_checks, &ChecksPanel::currentChanged, this,
        [this] { m_detail->setCheck(m_result, m_versions->current(), m_checks->current()); });
    connect(m_checks, &ChecksPanel::exportWanted, this, &VerdictPage::exportChecks);
    connect(m_detail, &CheckDetail::evidenceExportWanted, this, &VerdictPage::exportEvidence);
    return view;
}

QWidget *VerdictPage::makeThresholds()
{
    auto *card = new Card(tr("Thresholds"), m_down);
    m_thresholds = new ThresholdsModel(this);
    auto *order = new QSortFilterProxyModel(this);
    order->setSourceModel(m_thresholds);
    order->setSortRole(ThresholdsModel::SortRole);
    m_thresholdsTable = new TableView(tr("Thresholds"), card);
    m_thresholdsTable->setObjectName(u"thresholds"_s);
    m_thresholdsTable->setModel(order);
    m_thresholdsTable->setItemDelegateForColumn(ThresholdsModel::State, new VerdictDelegate(m_thresholdsTable));
    m_thresholdsTable->setStretchColumn(ThresholdsModel::Note);
    m_thresholdsTable->setColumnHidden(ThresholdsModel::Abort, true); // of use while the run goes on
    m_thresholdsTable->horizontalHeader()->setSortIndicator(ThresholdsModel::State, Qt::DescendingOrder); // failed first
    m_thresholdsTable->setSortingEnabled(true);
    m_thresholdsTable->setEmptyText(tr("The profile has no thresholds"));
    card->setContent(m_thresholdsTable, false);
    return card;
}

void VerdictPage::setEmptyActions(const QList<QAction *> &actions)
{
    for (QAction *action : actions) {
        m_empty->addAction(action);
    }
}

/// Shows what there is: the verdict that is being made, the finished run, or an invitation.
void VerdictPage::followRun()
{
    const std::shared_ptr<const RunResult> result = m_controller.result();
    m_verifyAgain->setEnabled(result && !m_controller.isRunning());
    if (result) {
        take(result);
        m_states->setCurrentWidget(m_resultView);
    } else {
        m_states->setCurrentWidget(m_controller.isRunning() ? static_cast<QWidget *>(m_verifying) : m_empty);
    }
}

/// Puts a result into the tables; null empties them.
void VerdictPage::take(const std::shared_ptr<const RunResult> &result)
{
    if (m_result == result) {
        return;
    }
    m_result = result;
    m_verifyAgain->setVisible(result && !result->saleId.isEmpty()); // without a sale there are no books
    m_headline->setSummary(result ? headlineOf(*result) : VerdictSummary());
    m_thresholds->setThresholds(result ? result->thresholds : std::vector<ThresholdResult>());
    m_versions->setResult(result);
    m_checks->setReport(m_versions->current());
    m_detail->setVisible(result && !result->verification.checks.empty());
    m_notice->hide();
}

/// Puts the checks of the chosen verdict into the tables; the check that is looked at stays.
void VerdictPage::showVersion()
{
    const std::shared_ptr<const VerificationReport> report = m_versions->current();
    const auto looked = m_checks->current() ? std::optional(m_checks->current()->id) : std::nullopt;
    m_checks->setReport(report);
    if (looked)
        m_checks->select(*looked);
    m_detail->setVisible(!report->checks.empty());
    m_notice->hide();
}

/// "friday-s-drop-20261122-110157-checks", and for an earlier verdict also when it was made.
QString VerdictPage::exportName(const QString &table) const
{
    QString name = proposedExportName(*m_result) + u'-' + table;
    if (const auto report = m_versions->current(); report.get() != &m_result->verification) {
        name += report->at.isValid() ? u"-of-"_s + report->at.toUTC().toString(u"yyyyMMdd-HHmmss"_s) : u"-earlier"_s;
    }
    return name;
}

void VerdictPage::exportChecks()
{
    saveCsvAs(
        this, tr("Export checks"), exportName(u"checks"_s),
        [report = m_versions->current()] { return checksCsv(*report); },
        [this](const SavedTable &table) { m_notice->showOutcome(table); });
}

void VerdictPage::exportEvidence()
{
    const CheckRow *check = m_checks->current();
    if (!check) {
        return;
    }
    const std::shared_ptr<const CheckRow> kept(m_versions->current(), check);
    saveCsvAs(
        this, tr("Export evidence"), exportName(u"evidence-"_s + toString(check->id).toLower()),
        [kept] { return evidenceCsv(kept->evidence); }, [this](const SavedTable &table) { m_notice->showOutcome(table); });
}

void VerdictPage::arrange()
{
    m_across->setStretchFactor(0, 5);
    m_across->setStretchFactor(1, 3);
    m_across->setSizes({680, 400});
    m_down->setStretchFactor(0, 5);
    m_down->setStretchFactor(1, 2);
    m_down->setSizes({360, 150});
}

void VerdictPage::saveLayout(QSettings &settings) const
{
    settings.setValue(acrossKey(), m_across->saveState());
    settings.setValue(downKey(), m_down->saveState());
    m_checks->saveLayout(settings);
}

void VerdictPage::restoreLayout(QSettings &settings)
{
    m_across->restoreState(settings.value(acrossKey()).toByteArray());
    m_down->restoreState(settings.value(downKey()).toByteArray());
    m_checks->restoreLayout(settings);
}

void VerdictPage::resetLayout()
{
    arrange();
    m_checks->resetLayout();
}

} // namespace doorbuster
