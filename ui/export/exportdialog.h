// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/export/exportrunner.h"

#include <QDialog>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace doorbuster {

class ExportForm;
class ExportedFilesModel;

/// Exports a finished run: first the choice, then progress, then where everything went. `samplesFile` as in
/// ExportSource; it must stay until the dialog is closed. Show it by open() or exec().
class ExportDialog final : public QDialog {
    Q_OBJECT
public:
    ExportDialog(std::shared_ptr<const RunResult> result, const QString &samplesFile, QWidget *parent = nullptr);

    /// Where to write to. Proposed is the folder of the last export since the program began, else the user's documents.
    QString folder() const;
    void setFolder(const QString &folder);

Q_SIGNALS:
    /// What became of every file, once it is known.
    void exported(const QList<doorbuster::ExportedFile> &files);

protected:
    void reject() override;

private:
    QWidget *makeChoicePage();
    QWidget *makeProgressPage();
    QWidget *makeOutcomePage();

    void refresh();
    void begin();
    void askToReplace(const QStringList &present);
    void run();
    void showProgress(int index, int count, double share);
    void showOutcome(const QList<ExportedFile> &files);
    void showInFolder();

    ExportSource m_source;
    ExportRunner m_runner;
    std::vector<ExportFile> m_planned;
    QString m_writtenFolder;
    ExportForm *m_form = nullptr;
    QLabel *m_preview = nullptr;
    QPushButton *m_export = nullptr;
    QLabel *m_progressText = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_cancel = nullptr;
    QLabel *m_outcomeText = nullptr;
    QLabel *m_errors = nullptr;
    ExportedFilesModel *m_outcome = nullptr;
    QPushButton *m_show = nullptr;
    QStackedWidget *m_pages = nullptr;
};

} // namespace doorbuster
