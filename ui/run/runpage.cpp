// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/runpage.h"

#include "core/text/format.h"
#include "ui/run/logpanel.h"
#include "ui/run/runchartcards.h"
#include "ui/run/runtables.h"
#include "ui/run/runtiles.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/card.h"
#include "ui/widgets/emptystate.h"

#include <QAction>
#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QSettings>
#include <QSplitter>
#include <QStackedLayout>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {


QToolButton *buttonFor(QAction *action)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(action->text().remove(u'&'));
    return button;
}

} // namespace

RunPage::RunPage(RunController &controller, QWidget *parent)
    : QWidget(parent)
    , m_pages(new QStackedLayout(this))
{
    makeActions();
    m_content = makeContent();
    m_pages->addWidget(m_content);
    setEmptyActions({});

    connect(&controller, &RunController::began, this, &RunPage::onBegan);
    connect(&controller, &RunController::snapshotReady, this, &RunPage::onSnapshot);
    connect(&controller, &RunController::logged, this, &RunPage::onLogged);
    connect(&controller, &RunController::shown, this, &RunPage::onShown);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] { m_tiles->setFigures(m_figures); });
    if (controller.isRunning()) {
        onBegan(controller.briefing());
    } else {
        onShown(controller.result());
    }
}

void RunPage::makeActions()
{
    m_pause = new QAction(tr("&Pause view"), this);
    m_pause->setCheckable(true);
    m_pause->setEnabled(false);
    m_pause->setShortcuts({QKeySequence(Qt::Key_F7), QKeySequence(Qt::Key_Pause)});
    m_pause->setToolTip(
        tr("Stop the view, not the run (%1)").arg(m_pause->shortcut().toString(QKeySequence::NativeText)));
    connect(m_pause, &QAction::toggled, this, &RunPage::setPaused);
    m_resetZoom = new QAction(tr("Reset &zoom"), this);
    m_resetZoom->setEnabled(false);
    m_resetZoom->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_0));
    m_resetZoom->setToolTip(
        tr("Show the whole time in all charts (%1)").arg(m_resetZoom->shortcut().toString(QKeySequence::NativeText)));
    connect(m_resetZoom, &QAction::triggered, this, [this] { m_charts->resetZoom(); });
    addActions({m_pause, m_resetZoom});
}

QWidget *RunPage::makeContent()
{
    auto *content = new QWidget(this);
    m_tiles = new RunTiles(content);
    m_charts = new RunChartCards;
    m_tables = new RunTables;
    connect(m_charts, &RunChartCards::zoomedChanged, m_resetZoom, &QAction::setEnabled);

    auto *corner = new QWidget;
    auto *buttons = new QHBoxLayout(corner);
    buttons->setContentsMargins(0, 0, 4, 0);
    buttons->setSpacing(4);
    buttons->addWidget(buttonFor(m_resetZoom));
    buttons->addWidget(buttonFor(m_pause));
    m_tables->setCornerWidget(corner);

    auto *tablesCard = new Card;
    tablesCard->setContent(m_tables, false);
    tablesCard->setAccessibleName(m_tables->accessibleName());
    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(pageSpacing);
    m_splitter->addWidget(m_charts);
    m_splitter->addWidget(tablesCard);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);

    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0); // the window has margins of its own
    layout->setSpacing(pageSpacing);
    layout->addWidget(makePausedStrip());
    layout->addWidget(m_tiles);
    layout->addWidget(m_splitter, 1);
    resetLayout();
    return content;
}

QWidget *RunPage::makePausedStrip()
{
    auto *strip = new Card;
    strip->setAccessibleName(tr("View paused"));
    auto *inner = new QWidget;
    auto *line = new QHBoxLayout(inner);
    line->setContentsMargins(12, 4, 8, 4);
    m_pausedText = new QLabel;
    m_pausedText->setTextFormat(Qt::PlainText);
    QFont bold = m_pausedText->font();
    bold.setBold(true);
    m_pausedText->setFont(bold);
    const auto colour = [this] {
        QPalette colors;
        colors.setColor(QPalette::WindowText, toColor(Appearance::instance().tokens().warn));
        m_pausedText->setPalette(colors);
    };
    colour();
    connect(&Appearance::instance(), &Appearance::changed, m_pausedText, colour);
    auto *resume = new QToolButton;
    resume->setText(tr("&Resume view"));
    resume->setProperty("boxed", true);
    resume->setAccessibleName(tr("Resume view"));
    resume->setFocusPolicy(Qt::StrongFocus);
    connect(resume, &QToolButton::clicked, m_pause, [this] { m_pause->setChecked(false); });
    line->addWidget(m_pausedText, 1);
    line->addWidget(resume);
    strip->setContent(inner, false);
    strip->hide();
    m_pausedStrip = strip;
    return strip;
}

void RunPage::setEmptyActions(const QList<QAction *> &actions)
{
    const bool wasShown = !m_empty || m_pages->currentWidget() == m_empty;
    delete m_empty;
    m_empty = new EmptyState(tr("Nothing has run yet"),
        tr("Start a run, or try one against the practice shop: buyers, response times, stock and the verdict so far "
           "appear here while it goes on."),
        this);
    for (QAction *action : actions) {
        m_empty->addAction(action);
    }
    m_pages->addWidget(m_empty);
    if (wasShown) {
        m_pages->setCurrentWidget(m_empty);
    }
}

bool RunPage::isEmpty() const
{
    return m_pages->currentWidget() == m_empty;
}

void RunPage::onBegan(const RunBriefing &briefing)
{
    m_pause->setChecked(false);
    m_pause->setEnabled(true);
    m_isLive = true;
    m_tables->log().setEmptyText(tr("Nothing logged yet"));
    // A run that is verified again keeps the figures that stand here.
    m_verificationOnly = briefing.verificationOnly && !isEmpty();
    m_tables->log().clear();
    if (m_verificationOnly) {
        m_figures.conclusion.reset();
        m_figures.phase = RunPhase::Setup;
        m_figures.verifiedBuyers = 0;
        m_figures.buyersToVerify = 0;
    } else {
        m_figures = figuresOf(briefing.profile);
        m_charts->resetZoom();
        m_charts->requestChoice().setCurrentIndex(0);
    }
    m_pages->setCurrentWidget(m_content);
    showFigures();
}

void RunPage::onSnapshot(const RunSnapshot &snapshot)
{
    if (m_verificationOnly) {
        takePhase(m_figures, snapshot);
    } else if (m_paused) {
        takeLoadStart(m_figures, snapshot); // the rest is in every snapshot anew
    } else {
        takeSnapshot(m_figures, snapshot);
    }
    if (!m_paused) {
        m_tables->log().flush();
        showFigures();
    }
}

void RunPage::onLogged(const LogLine &line)
{
    m_tables->log().add(line);
}

void RunPage::onShown(const std::shared_ptr<const RunResult> &result)
{
    m_pause->setChecked(false);
    m_pause->setEnabled(false);
    LogPanel &log = m_tables->log();
    if (!m_isLive) {
        log.clear(); // it was another run's
        log.setEmptyText(tr("A result keeps no log"));
    }
    log.flush();
    m_isLive = false;
    m_verificationOnly = false;
    m_figures = result ? figuresOf(*result) : RunFigures();
    m_pages->setCurrentWidget(result ? m_content : static_cast<QWidget *>(m_empty));
    showFigures();
}

void RunPage::setPaused(bool paused)
{
    if (m_paused == paused) {
        return;
    }
    m_paused = paused;
    m_tables->log().setHeld(paused);
    if (paused) {
        const bool isLoaded = m_figures.loadStart.has_value();
        m_pausedText->setText(
            tr("View paused at %1. The run goes on.")
                .arg(formatClock(isLoaded ? m_figures.elapsed - *m_figures.loadStart : m_figures.elapsed)));
    }
    m_pausedStrip->setVisible(paused);
}

void RunPage::showFigures()
{
    m_tiles->setFigures(m_figures);
    m_tables->setFigures(m_figures);
    m_charts->setFigures(&m_figures);
}

void RunPage::saveLayout(QSettings &settings) const
{
    settings.beginGroup("run"_L1);
    settings.setValue("splitter"_L1, m_splitter->saveState());
    m_tables->saveLayout(settings);
    settings.endGroup();
}

void RunPage::restoreLayout(QSettings &settings)
{
    settings.beginGroup("run"_L1);
    // A state that does not fit is refused, and the default stays.
    m_splitter->restoreState(settings.value("splitter"_L1).toByteArray());
    m_tables->restoreLayout(settings);
    settings.endGroup();
}

void RunPage::resetLayout()
{
    m_splitter->setSizes({600, 400}); // shares of what there is
    m_tables->resetLayout();
    m_charts->resetZoom();
}

} // namespace doorbuster
