// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/connectionpanel.h"

#include "core/profile/headers.h"
#include "core/text/format.h"
#include "ui/profile/fieldeditor.h"
#include "ui/profile/profiledocument.h"
#include "ui/theme/appearance.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;

ConnectionPanel::ConnectionPanel(ProfileDocument &document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_button(new QPushButton(this))
    , m_result(new QLabel(this))
{
    m_button->setText(tr("Test connection"));
    m_button->setAccessibleName(tr("Test connection"));
    m_button->setToolTip(tr("Asks the shop one harmless question and says what answers there"));
    m_button->setAutoDefault(false);
    m_result->setTextFormat(Qt::PlainText);
    m_result->setFont(secondaryFont(m_result->font()));
    m_result->setWordWrap(true);
    m_result->setMinimumWidth(1);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_result->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kFieldLabelWidth + 6, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_button, 0, Qt::AlignLeft);
    layout->addWidget(m_result);

    connect(m_button, &QPushButton::clicked, this, &ConnectionPanel::toggle);
    connect(&m_test, &ConnectionTest::finished, this, &ConnectionPanel::showOutcome);
    connect(&m_test, &ConnectionTest::runningChanged, this,
        [this](bool running) { m_button->setText(running ? tr("Cancel test") : tr("Test connection")); });
    connect(&document, &ProfileDocument::changed, this, [this] {
        if (m_document.resolved().profile.target == m_tested)
            return;
        m_test.cancel();
        m_result->hide();
    });
    connect(&Appearance::instance(), &Appearance::changed, this, &ConnectionPanel::restyle);
}

QString ConnectionPanel::resultText() const
{
    return m_result->isHidden() ? QString() : m_result->text();
}

void ConnectionPanel::toggle()
{
    if (m_test.isRunning()) {
        m_test.cancel();
        show(tr("The test was cancelled."), false, false);
        return;
    }
    m_tested = m_document.resolved().profile.target;
    const auto &errors = m_document.errors();
    const bool isBroken = std::any_of(
        errors.begin(), errors.end(), [](const ProfileError &e) { return e.path.startsWith("target."_L1); });
    if (isBroken) {
        show(tr("✕ Fix the errors of the target's fields first."), false, true);
        return;
    }
    if (m_variables.isAsking())
        return;
    m_variables.ask(m_tested.headers, m_tested.apiBase, [this, target = m_tested] {
        m_tested = target; // what was asked about
        show(tr("Asking %1 …").arg(displayText(displayUrl(target.apiBase), 80)), false, false);
        m_test.start(target, expandHeaders(target.headers, m_document.environment()).headers);
    });
}

void ConnectionPanel::showOutcome(const ConnectionOutcome &outcome)
{
    using Kind = ConnectionOutcome::Kind;
    const bool isGood = outcome.kind == Kind::Shop;
    QStringList facts;
    if (outcome.status != 0)
        facts << tr("status %1").arg(outcome.status);
    if (!outcome.server.isEmpty())
        facts << tr("server %1").arg(outcome.server);
    if (outcome.kind != Kind::Impossible)
        facts << formatTime(outcome.elapsed);
    const QString sign = isGood ? u"✓ "_s : outcome.kind == Kind::SomethingElse ? u"! "_s : u"✕ "_s;
    const QString fact = facts.isEmpty() ? QString() : QString(u" ("_s + facts.join(u" · "_s) + u')');
    show(sign + outcome.sentence + fact, isGood, !isGood);
}

void ConnectionPanel::show(const QString &text, bool isGood, bool isBad)
{
    m_isGood = isGood;
    m_isBad = isBad;
    m_result->setText(text);
    m_result->show();
    restyle();
}

void ConnectionPanel::restyle()
{
    const DesignTokens &tokens = Appearance::instance().tokens();
    QPalette palette = m_result->palette();
    palette.setColor(QPalette::WindowText, toColor(m_isGood ? tokens.pass : m_isBad ? tokens.fail : tokens.secondary));
    m_result->setPalette(palette);
}

} // namespace doorbuster
