// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session/runcontroller.h"

#include <QWidget>

class QAction;
class QSettings;
class QSplitter;
class QStackedWidget;

namespace doorbuster {

class CheckDetail;
class ChecksPanel;
class EmptyState;
class SavedNotice;
class TableView;
class ThresholdsModel;
class VerdictHeadline;
class VerdictVersions;
class VerifyingPanel;
struct SavedTable;

/// The verdict of the run that the controller shows: the headline with what it rests on, the checks, what each of them
/// found, and the thresholds. Where it was verified again, the checks can be those of an earlier verdict; the headline
/// stays the latest's. While a run goes on, it says how far the verification is.
class VerdictPage final : public QWidget {
    Q_OBJECT
public:
    explicit VerdictPage(RunController &controller, QWidget *parent = nullptr); ///< the controller outlives it

    /// What the page proposes while there is no run to judge.
    void setEmptyActions(const QList<QAction *> &actions);

    void saveLayout(QSettings &settings) const;
    void restoreLayout(QSettings &settings);
    void resetLayout();

Q_SIGNALS:
    void verifyAgainWanted();

private:
    QWidget *makeResult();
    QWidget *makeThresholds();
    void begin(const RunBriefing &briefing);
    void followRun();
    void take(const std::shared_ptr<const RunResult> &result);
    void showVersion();
    QString exportName(const QString &table) const;
    void exportChecks();
    void exportEvidence();
    void arrange();

    RunController &m_controller;
    QAction *m_verifyAgain;
    QStackedWidget *m_states;
    EmptyState *m_empty = nullptr;
    VerifyingPanel *m_verifying = nullptr;
    QWidget *m_resultView = nullptr;
    VerdictHeadline *m_headline = nullptr;
    VerdictVersions *m_versions = nullptr;
    ChecksPanel *m_checks = nullptr;
    CheckDetail *m_detail = nullptr;
    ThresholdsModel *m_thresholds = nullptr;
    TableView *m_thresholdsTable = nullptr;
    QSplitter *m_across = nullptr; ///< tables | detail
    QSplitter *m_down = nullptr; ///< checks over thresholds
    SavedNotice *m_notice = nullptr;
    std::shared_ptr<const RunResult> m_result; ///< the one that is shown
};

} // namespace doorbuster
