// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/runstarter.h"

#include "ui/profile/profiledocument.h"
#include "ui/profile/profilepage.h"
#include "ui/session/runcontroller.h"
#include "ui/shell/pagestack.h"
#include "ui/widgets/messagebar.h"

#include <QUrl>

namespace doorbuster {

using namespace Qt::StringLiterals;

RunStarter::RunStarter(ProfileDocument &document, RunController &controller, PageStack &pages, QWidget *window)
    : QObject(window)
    , m_document(document)
    , m_controller(controller)
    , m_pages(pages)
    , m_consent(window)
    , m_variables(window)
{
    connect(&m_consent, &HostConsent::answered, this, &RunStarter::onConsent);
    connect(&m_variables, &VariableConsent::answered, this, &RunStarter::onConsent);
}

void RunStarter::onConsent(bool allowed)
{
    if (!allowed)
        m_pages.messages().showMessage(MessageBar::Kind::Information, tr("Nothing was sent."));
    Q_EMIT askingChanged();
}

bool RunStarter::readyToRun()
{
    if (m_controller.isRunning() || isAsking())
        return false;
    const QList<ProfileError> errors = m_document.errors();
    if (errors.isEmpty())
        return true;
    m_pages.showPage(PageStack::Page::Profile);
    m_pages.messages().showMessage(
        MessageBar::Kind::Error, tr("The profile cannot be run yet:") + u'\n' + describe(errors));
    m_pages.profilePage().focusFirstError();
    return false;
}

void RunStarter::start()
{
    if (!readyToRun())
        return;
    // What was asked about is sent, and not what is on show when the answer comes.
    const ResolvedProfile resolved = m_document.resolved();
    m_consent.ask(QUrl(resolved.profile.target.apiBase).host(), HostConsent::Purpose::Load, [this, resolved] {
        const TargetSettings &target = resolved.profile.target;
        m_variables.ask(target.headers, target.apiBase, [this, resolved] {
            m_controller.start(resolved, std::nullopt, m_consent.agreedTo(HostConsent::Purpose::Load));
        });
    });
    Q_EMIT askingChanged();
}

void RunStarter::verifyAgain()
{
    const auto result = m_controller.result();
    if (!result || m_controller.isRunning() || isAsking())
        return;
    // The file may be somebody else's, and its shop any host: nothing is sent there unasked.
    const auto verify = [this, result] {
        if (m_controller.result() == result)
            m_controller.verifyAgain(m_consent.agreedTo(HostConsent::Purpose::Books));
        else
            m_pages.messages().showMessage(MessageBar::Kind::Information,
                tr("Another result was opened meanwhile. Nothing was sent: verify again the one that you want."));
    };
    m_consent.ask(QUrl(result->apiBase).host(), HostConsent::Purpose::Books,
        [this, result, verify] { m_variables.ask(result->profile.target.headers, result->apiBase, verify); });
    Q_EMIT askingChanged();
}

void RunStarter::startPractice(const QString &defect)
{
    if (readyToRun())
        m_controller.start(m_document.resolved(), defect);
}

void RunStarter::tryPractice(const QString &defect)
{
    // Whoever has typed something wants that to be run; on the first visit it is the short one that suits the shop.
    if (!m_document.isModified() && m_document.file().isEmpty())
        m_document.openStarter(u"practice"_s);
    startPractice(defect);
}

} // namespace doorbuster
