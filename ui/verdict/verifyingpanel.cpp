// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/verifyingpanel.h"

#include "core/result/runsnapshot.h"
#include "core/text/duration.h"
#include "core/text/format.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int progressWidth = 420;
constexpr int progressSteps = 1000;

QFont headlineFont(QFont font)
{
    if (font.pixelSize() > 0) {
        font.setPixelSize(qRound(font.pixelSize() * 1.6));
    } else {
        font.setPointSizeF(font.pointSizeF() * 1.6);
    }
    font.setWeight(QFont::DemiBold);
    return font;
}

QString phaseText(RunPhase phase)
{
    switch (phase) {
    case RunPhase::Setup:
        return VerifyingPanel::tr("The sale is being set up.");
    case RunPhase::Countdown:
        return VerifyingPanel::tr("The load is about to begin.");
    case RunPhase::Load:
        return VerifyingPanel::tr("The load is on. When it is over, the shop's books are read and judged.");
    case RunPhase::Draining:
        return VerifyingPanel::tr("The last buyers finish their journeys. Then the shop's books are read and judged.");
    case RunPhase::Settling:
        return VerifyingPanel::tr("The shop is given time to settle. Then its books are read and judged.");
    case RunPhase::Idle:
    case RunPhase::Verifying:
    case RunPhase::Finished:
    case RunPhase::Failed:
    case RunPhase::Aborted:
        break;
    }
    return {};
}

} // namespace

VerifyingPanel::VerifyingPanel(QWidget *parent)
    : QWidget(parent)
    , m_headline(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("&Cancel"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    m_headline->setFont(headlineFont(font()));
    m_headline->setObjectName(u"verifyingHeadline"_s);
    m_sentence->setObjectName(u"verifyingSentence"_s);
    m_sentence->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : {m_headline, m_sentence}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
    }
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(progressWidth);
    m_progress->setAccessibleName(tr("Buyers whose orders are read"));
    m_cancel->setObjectName(u"cancelVerifying"_s);
    m_cancel->setToolTip(tr("Stops reading the books, without a verdict"));
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_cancel->setEnabled(false);
        Q_EMIT cancelled();
    });
    layout->addStretch(2);
    layout->addWidget(m_headline);
    layout->addWidget(m_sentence);
    layout->addWidget(m_progress, 0, Qt::AlignHCenter);
    layout->addSpacing(4);
    layout->addWidget(m_cancel, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    begin(false);
}

void VerifyingPanel::begin(bool verificationOnly)
{
    m_verificationOnly = verificationOnly;
    m_phase = RunPhase::Idle; // whatever it was, the texts are told anew
    m_cancel->setEnabled(true);
    setPhase(verificationOnly ? RunPhase::Verifying : RunPhase::Setup);
}

void VerifyingPanel::setPhase(RunPhase phase)
{
    if (phase == RunPhase::Finished || phase == RunPhase::Failed || phase == RunPhase::Aborted) {
        return; // the result is about to be shown
    }
    if (m_verificationOnly && phase == RunPhase::Idle) {
        phase = RunPhase::Verifying; // it looks up the shop first
    }
    if (phase == m_phase) {
        return; // counts that are shown already stay
    }
    m_phase = phase;
    const bool verifying = phase == RunPhase::Verifying;
    m_headline->setText(!verifying ? tr("No verdict yet")
            : m_verificationOnly   ? tr("Verifying again")
                                   : tr("Verifying"));
    m_sentence->setText(verifying ? tr("The shop's books are being read.") : phaseText(phase));
    m_progress->setRange(0, 0);
    m_progress->setVisible(verifying);
    m_cancel->setVisible(verifying);
}

void VerifyingPanel::setSnapshot(const RunSnapshot &snapshot)
{
    setPhase(snapshot.phase);
    if (m_phase != RunPhase::Verifying || snapshot.buyersToVerify == 0) {
        return;
    }
    const quint64 read = std::min(snapshot.verifiedBuyers, snapshot.buyersToVerify);
    const QString counts = tr("%1 of %2 buyers read").arg(formatCount(read), formatCount(snapshot.buyersToVerify));
    m_sentence->setText(counts + u" · "_s + formatClock(snapshot.phaseElapsed));
    m_progress->setRange(0, progressSteps);
    m_progress->setValue(int(double(read) / double(snapshot.buyersToVerify) * progressSteps));
}

} // namespace doorbuster
