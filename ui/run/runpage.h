// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/runfigures.h"
#include "ui/session/runcontroller.h"

#include <QWidget>

class QAction;
class QLabel;
class QSettings;
class QSplitter;
class QStackedLayout;

namespace doorbuster {

class EmptyState;
class RunChartCards;
class RunTables;
class RunTiles;

/// A run, live or finished: tiles, charts and tables over one RunFigures. It subscribes itself to the controller; a
/// finished run, and one that was opened from a file, look alike.
class RunPage final : public QWidget {
    Q_OBJECT
public:
    explicit RunPage(RunController &controller, QWidget *parent = nullptr);

    /// What the page offers where nothing has run yet; the first is the main one.
    void setEmptyActions(const QList<QAction *> &actions);

    /// In the settings' group "run".
    void saveLayout(QSettings &settings) const;
    void restoreLayout(QSettings &settings);
    void resetLayout();

    /// Stops the view, not the run; F7. Ends by itself when the run has ended.
    QAction *pauseAction() const { return m_pause; }
    /// Shows the whole time in all charts again; Ctrl+0.
    QAction *resetZoomAction() const { return m_resetZoom; }
    bool isViewPaused() const { return m_paused; }
    bool isEmpty() const; ///< nothing has run

    const RunFigures &figures() const { return m_figures; } ///< those that are shown
    RunTiles &tiles() const { return *m_tiles; }
    RunChartCards &charts() const { return *m_charts; }
    RunTables &tables() const { return *m_tables; }

private:
    void makeActions();
    QWidget *makeContent();
    QWidget *makePausedStrip();
    void onBegan(const RunBriefing &briefing);
    void onSnapshot(const RunSnapshot &snapshot);
    void onLogged(const LogLine &line);
    void onShown(const std::shared_ptr<const RunResult> &result);
    void setPaused(bool paused);
    void showFigures();

    RunFigures m_figures;
    bool m_paused = false;
    bool m_isLive = false; ///< from began() to shown()
    bool m_verificationOnly = false; ///< the figures are those of the run that is verified again

    QAction *m_pause = nullptr;
    QAction *m_resetZoom = nullptr;
    QStackedLayout *m_pages = nullptr;
    EmptyState *m_empty = nullptr;
    QWidget *m_content = nullptr;
    QWidget *m_pausedStrip = nullptr;
    QLabel *m_pausedText = nullptr;
    RunTiles *m_tiles = nullptr;
    QSplitter *m_splitter = nullptr;
    RunChartCards *m_charts = nullptr;
    RunTables *m_tables = nullptr;
};

} // namespace doorbuster
