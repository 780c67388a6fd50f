// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profile.h"
#include "ui/profile/connectiontest.h"
#include "ui/widgets/variableconsent.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace doorbuster {

class ProfileDocument;

/// The button that asks the shop, and what answered. The answer goes when the target is edited.
class ConnectionPanel final : public QWidget {
    Q_OBJECT
public:
    explicit ConnectionPanel(ProfileDocument &document, QWidget *parent = nullptr);

    QString resultText() const; ///< as shown; empty = none
    QPushButton *button() const { return m_button; }
    ConnectionTest &test() { return m_test; }

private:
    void toggle();
    void showOutcome(const ConnectionOutcome &outcome);
    void show(const QString &text, bool isGood, bool isBad);
    void restyle();

    ProfileDocument &m_document;
    ConnectionTest m_test;
    VariableConsent m_variables{this};
    TargetSettings m_tested;
    QPushButton *m_button = nullptr;
    QLabel *m_result = nullptr;
    bool m_isGood = false;
    bool m_isBad = false;
};

} // namespace doorbuster
