// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/shell/hostconsent.h"
#include "ui/widgets/variableconsent.h"

#include <QObject>

namespace doorbuster {

class PageStack;
class ProfileDocument;
class RunController;

/// Begins runs and verifications on the user's word: with errors in the profile it leads to them, and before anything
/// is sent to a public host, or a variable of the environment anywhere, it asks.
class RunStarter final : public QObject {
    Q_OBJECT
public:
    RunStarter(ProfileDocument &document, RunController &controller, PageStack &pages, QWidget *window);

    void start();
    void verifyAgain();
    /// The present profile against a practice shop with this defect.
    void startPractice(const QString &defect);
    /// The same with the starter profile that suits the shop, where nobody has typed or opened anything yet.
    void tryPractice(const QString &defect);
    bool isAsking() const { return m_consent.isAsking() || m_variables.isAsking(); }

Q_SIGNALS:
    void askingChanged();

private:
    bool readyToRun();
    void onConsent(bool allowed);

    ProfileDocument &m_document;
    RunController &m_controller;
    PageStack &m_pages;
    HostConsent m_consent;
    VariableConsent m_variables;
};

} // namespace doorbuster
