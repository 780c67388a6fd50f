// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/fileopening.h"

#include "core/text/format.h"
#include "ui/profile/profiledocument.h"
#include "ui/profile/profilepage.h"
#include "ui/session/runcontroller.h"
#include "ui/shell/filekind.h"
#include "ui/shell/lastresult.h"
#include "ui/shell/pagestack.h"
#include "ui/shell/profilefiles.h"
#include "ui/shell/recentfiles.h"
#include "ui/widgets/messagebar.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

#include <chrono>
#include <utility>

namespace doorbuster {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto progressDelay = 200ms;

} // namespace

FileOpening::FileOpening(const Window &window)
    : QObject(window.widget)
    , m_window(window)
    , m_cancel(tr("&Cancel"))
{
    m_showProgress.setSingleShot(true);
    m_showProgress.setInterval(progressDelay);
    MessageBar &messages = m_window.pages.messages();
    connect(&m_showProgress, &QTimer::timeout, this, [this, &messages] {
        messages.showProgress(tr("Opening %1").arg(displayText(QFileInfo(m_file).fileName(), 80)), {&m_cancel});
        m_progressShown = true;
    });
    connect(&m_cancel, &QAction::triggered, &m_loader, &ResultLoader::cancel);
    connect(&m_loader, &ResultLoader::progressed, this, [this, &messages](double share) {
        if (m_progressShown)
            messages.setProgress(share);
    });
    connect(&messages, &MessageBar::changed, this, [this] { m_progressShown = false; }); // another one's, or closed
    connect(&m_loader, &ResultLoader::loaded, this, &FileOpening::onLoaded);
    connect(&m_loader, &ResultLoader::failed, this, [this, &messages](const QString &, const QStringList &errors) {
        hideProgress();
        messages.showMessage(MessageBar::Kind::Error, errors.join(u'\n'));
    });
    connect(&m_loader, &ResultLoader::cancelled, this, &FileOpening::hideProgress);
    // A run is on show from now on, and its result in the end.
    connect(&m_window.controller, &RunController::runningChanged, this, [this](bool running) {
        if (running)
            m_loader.cancel();
    });
}

void FileOpening::open(const QString &file)
{
    MessageBar &messages = m_window.pages.messages();
    if (!QFileInfo::exists(file)) {
        m_window.recent.remove(file);
        messages.showMessage(
            MessageBar::Kind::Error, tr("%1 does not exist.").arg(displayText(QDir::toNativeSeparators(file))));
        return;
    }
    if (fileKindOf(file) == FileKind::Result)
        openResult(file);
    else
        openProfile(file);
}

void FileOpening::openResult(const QString &file)
{
    if (m_window.controller.isRunning()) {
        m_window.pages.messages().showMessage(MessageBar::Kind::Error,
            tr("A run is in progress; it has to end before a result can be opened."));
        return;
    }
    m_file = file;
    m_loader.load(file);
    m_showProgress.start();
}

void FileOpening::onLoaded(const std::shared_ptr<const RunResult> &result, const QString &file)
{
    hideProgress();
    m_window.recent.add(file);
    m_window.pages.messages().hide();
    m_window.controller.show(result, file);
    m_window.pages.showPage(PageStack::Page::Verdict);
}

void FileOpening::hideProgress()
{
    m_showProgress.stop();
    if (std::exchange(m_progressShown, false))
        m_window.pages.messages().hide();
}

void FileOpening::openProfile(const QString &file)
{
    if (!m_window.profiles.open(file))
        return;
    MessageBar &messages = m_window.pages.messages();
    messages.hide();
    m_window.pages.showPage(PageStack::Page::Profile);
    if (const auto errors = m_window.document.errors(); !errors.isEmpty()) {
        messages.showMessage(MessageBar::Kind::Warning,
            errors.size() == 1 ? tr("One field of this file has an error; the file stays as it is until you save.")
                               : tr("%1 fields of this file have errors; the file stays as it is until you save.")
                                     .arg(errors.size()));
        m_window.pages.profilePage().focusFirstError();
    }
}

void FileOpening::openWithDialog()
{
    auto *dialog = new QFileDialog(m_window.widget, tr("Open a profile or a result"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Profiles and results (*.json *.json.gz *.gz)"), tr("All files (*)")});
    dialog->setDirectory(m_window.profiles.folder());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        m_window.profiles.rememberFolderOf(file);
        open(file);
    });
    dialog->open();
}

void FileOpening::openLast(LastResult &last)
{
    last.whenKept([this](const QString &file) { open(file); });
}

} // namespace doorbuster
