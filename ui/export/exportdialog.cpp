// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/exportdialog.h"

#include "core/text/format.h"
#include "ui/export/exportedfilesmodel.h"
#include "ui/export/exportform.h"
#include "ui/widgets/card.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/verdictdelegate.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int progressSteps = 1000;
constexpr qsizetype namesShown = 8;
constexpr qsizetype errorsShown = 4;

/// Of the last export, so that the next one need not be told again.
QString &lastFolder()
{
    static QString folder;
    return folder;
}

QLabel *makeText(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

/// The first names, and how many there are besides.
QString someOf(const QStringList &names, const QString &separator, qsizetype most = namesShown)
{
    QStringList shown;
    for (const QString &name : names.first(std::min(names.size(), most))) {
        shown += displayText(name, 400);
    }
    const qsizetype more = names.size() - shown.size();
    return shown.join(separator)
        + (more > 0 ? QString(separator + ExportDialog::tr("and %1 more").arg(formatCount(more))) : QString());
}

/// What would be written; a beginning that all names have in common is told once.
QString namesText(QStringList names, const QString &beginning)
{
    if (names.size() == 1) {
        return ExportDialog::tr("1 file: %1").arg(displayText(names.constFirst()));
    }
    for (QString &name : names) {
        name.remove(0, beginning.size());
    }
    return ExportDialog::tr("%1 files: %2 followed by %3")
        .arg(formatCount(names.size()), displayText(beginning), someOf(names, u"  "_s, names.size()));
}

QString folderProblem(const QString &folder)
{
    if (folder.isEmpty()) {
        return ExportDialog::tr("Choose a folder.");
    }
    const QFileInfo place(folder);
    if (!place.exists()) {
        return ExportDialog::tr("There is no folder %1.").arg(displayText(folder));
    }
    return place.isDir() ? QString() : ExportDialog::tr("%1 is not a folder.").arg(displayText(folder));
}

} // namespace

ExportDialog::ExportDialog(std::shared_ptr<const RunResult> result, const QString &samplesFile, QWidget *parent)
    : QDialog(parent)
    , m_source{std::move(result), samplesFile}
    , m_pages(new QStackedWidget(this))
{
    setWindowTitle(tr("Export"));
    setAccessibleName(windowTitle());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    m_pages->addWidget(makeChoicePage());
    m_pages->addWidget(makeProgressPage());
    m_pages->addWidget(makeOutcomePage());
    layout->addWidget(m_pages);
    connect(&m_runner, &ExportRunner::progressed, this, &ExportDialog::showProgress);
    connect(&m_runner, &ExportRunner::finished, this, &ExportDialog::showOutcome);
    setFolder(lastFolder().isEmpty() ? usualFolder() : lastFolder());
    refresh();
    resize(760, sizeHint().height());
}

QWidget *ExportDialog::makeChoicePage()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    m_form = new ExportForm(m_source, page);
    connect(m_form, &ExportForm::changed, this, &ExportDialog::refresh);
    layout->addWidget(m_form);
    m_preview = makeText(page);
    m_preview->setObjectName(u"preview"_s);
    m_preview->setMinimumHeight(2 * m_preview->fontMetrics().lineSpacing());
    m_preview->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    layout->addWidget(m_preview);
    layout->addStretch(1);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    auto *close = new QPushButton(tr("Close"), page);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    m_export = new QPushButton(tr("&Export"), page);
    m_export->setObjectName(u"export"_s);
    m_export->setProperty("primary", true);
    m_export->setDefault(true);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::begin);
    buttons->addWidget(close);
    buttons->addWidget(m_export);
    layout->addLayout(buttons);
    return page;
}

QWidget *ExportDialog::makeProgressPage()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setSpacing(12);
    m_progressText = makeText(page);
    m_progressText->setAlignment(Qt::AlignCenter);
    m_progress = new QProgressBar(page);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the export"));
    m_cancel = new QPushButton(tr("&Cancel"), page);
    m_cancel->setObjectName(u"cancel"_s);
    connect(m_cancel, &QPushButton::clicked, this, &ExportDialog::reject);
    layout->addStretch(1);
    layout->addWidget(m_progressText);
    layout->addWidget(m_progress);
    layout->addWidget(m_cancel, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    return page;
}

QWidget *ExportDialog::makeOutcomePage()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    m_outcomeText = makeText(page);
    m_outcomeText->setObjectName(u"outcome"_s);
    m_outcomeText->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    layout->addWidget(m_outcomeText);
    m_errors = makeText(page);
    m_errors->setObjectName(u"errors"_s);
    m_errors->setForegroundRole(QPalette::BrightText);
    m_errors->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    layout->addWidget(m_errors);
    auto *card = new Card({}, page);
    card->setAccessibleName(tr("Files"));
    auto *table = new TableView(tr("Exported files"), card);
    m_outcome = new ExportedFilesModel(this);
    table->setModel(m_outcome);
    table->setItemDelegateForColumn(ExportedFilesModel::StateColumn, new VerdictDelegate(table));
    table->setStretchColumn(ExportedFilesModel::FileColumn);
    table->setColumnHidden(ExportedFilesModel::RemarkColumn, true); // it stands above the table, in full
    table->setTextElideMode(Qt::ElideMiddle);
    card->setContent(table, false);
    layout->addWidget(card, 1);
    auto *buttons = new QHBoxLayout;
    m_show = new QPushButton(tr("Show in &folder"), page);
    m_show->setObjectName(u"show"_s);
    connect(m_show, &QPushButton::clicked, this, &ExportDialog::showInFolder);
    auto *again = new QPushButton(tr("&Back"), page);
    again->setObjectName(u"back"_s);
    connect(again, &QPushButton::clicked, this, [this] {
        m_pages->setCurrentIndex(0);
        refresh();
    });
    auto *close = new QPushButton(tr("Close"), page);
    close->setProperty("primary", true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    buttons->addWidget(m_show);
    buttons->addStretch(1);
    buttons->addWidget(again);
    buttons->addWidget(close);
    layout->addLayout(buttons);
    return page;
}

QString ExportDialog::folder() const
{
    return m_form->choice().folder;
}

void ExportDialog::setFolder(const QString &folder)
{
    m_form->setFolder(folder);
}

/// Says what would be written, or why nothing can be.
void ExportDialog::refresh()
{
    if (!m_form || !m_export) {
        return;
    }
    const ExportChoice choice = m_form->choice();
    m_planned = plannedFiles(m_source, choice);
    QStringList names;
    for (const ExportFile &file : m_planned) {
        names += QFileInfo(file.path).fileName();
    }
    QString obstacle = folderProblem(choice.folder);
    if (obstacle.isEmpty() && m_planned.empty()) {
        obstacle = choice.kinds.isEmpty() ? tr("Choose what to export.") : tr("Choose at least one chart.");
    }
    m_preview->setText(obstacle.isEmpty() ? namesText(names, safeFileName(choice.name)) : obstacle);
    m_preview->setForegroundRole(obstacle.isEmpty() ? QPalette::PlaceholderText : QPalette::BrightText);
    m_export->setEnabled(obstacle.isEmpty());
}

void ExportDialog::begin()
{
    refresh();
    if (!m_export->isEnabled()) {
        return;
    }
    QStringList present;
    for (const ExportFile &file : m_planned) {
        if (QFileInfo::exists(file.path)) {
            present += QFileInfo(file.path).fileName();
        }
    }
    if (present.isEmpty()) {
        run();
    } else {
        askToReplace(present);
    }
}

void ExportDialog::askToReplace(const QStringList &present)
{
    auto *question = new QMessageBox(this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setIcon(QMessageBox::Warning);
    question->setWindowTitle(tr("Replace files?"));
    question->setTextFormat(Qt::PlainText);
    question->setText(present.size() == 1
            ? tr("A file with this name already exists. Replace it?")
            : tr("%1 files with these names already exist. Replace them?").arg(formatCount(present.size())));
    question->setInformativeText(someOf(present, u"\n"_s));
    QPushButton *replace = question->addButton(tr("&Replace"), QMessageBox::AcceptRole);
    replace->setObjectName(u"replace"_s);
    question->setDefaultButton(question->addButton(QMessageBox::Cancel));
    connect(question, &QMessageBox::accepted, this, &ExportDialog::run);
    question->open();
}

void ExportDialog::run()
{
    lastFolder() = folder();
    m_writtenFolder = folder();
    m_cancel->setEnabled(true);
    m_pages->setCurrentIndex(1);
    showProgress(0, int(m_planned.size()), 0);
    m_runner.start(m_planned);
}

void ExportDialog::showProgress(int index, int count, double share)
{
    if (!m_cancel->isEnabled()) {
        return;
    }
    m_progress->setRange(0, count * progressSteps);
    m_progress->setValue(int((index + share) * progressSteps));
    const ExportFile &file = m_planned[std::size_t(index)];
    m_progressText->setText(
        tr("Writing %1 of %2: %3")
            .arg(formatCount(index + 1), formatCount(count), displayText(QFileInfo(file.path).fileName())));
}

void ExportDialog::showOutcome(const QList<ExportedFile> &files)
{
    const auto written = std::ranges::count_if(files, &ExportedFile::written);
    const bool cancelled = std::ranges::any_of(files, &ExportedFile::cancelled);
    const QString place = displayText(QDir::toNativeSeparators(m_writtenFolder), 400);
    QString text = written == files.size()
        ? (written == 1 ? tr("1 file written to %1").arg(place)
                        : tr("%1 files written to %2").arg(formatCount(written), place))
        : tr("%1 of %2 files written to %3").arg(formatCount(written), formatCount(files.size()), place);
    if (cancelled) {
        text += u" · "_s + tr("cancelled");
    }
    m_outcomeText->setText(text);
    QStringList errors;
    for (const ExportedFile &file : files) {
        if (!file.error.isEmpty() && !file.cancelled) {
            errors += file.error;
        }
    }
    m_errors->setText(someOf(errors, u"\n"_s, errorsShown));
    m_errors->setVisible(!errors.isEmpty());
    m_outcome->setFiles(files);
    m_show->setEnabled(QFileInfo(m_writtenFolder).isDir());
    m_pages->setCurrentIndex(2);
    m_show->setFocus();
    Q_EMIT exported(files);
}

void ExportDialog::showInFolder()
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(m_writtenFolder));
}

/// While files are being written, Escape and the window's cross give up, and the outcome is still shown.
void ExportDialog::reject()
{
    if (!m_runner.isRunning()) {
        QDialog::reject();
        return;
    }
    m_runner.cancel();
    m_cancel->setEnabled(false);
    m_progressText->setText(tr("Cancelling…"));
}

} // namespace doorbuster
