// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/plancard.h"

#include "core/charts/runcharts.h"
#include "core/profile/planestimate.h"
#include "core/profile/validation.h"
#include "core/text/duration.h"
#include "core/text/format.h"
#include "ui/charts/timechart.h"
#include "ui/profile/profiledocument.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/card.h"

#include <QBoxLayout>
#include <QLabel>

#include <algorithm>
#include <cmath>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

/// To two digits: more would pretend to know.
quint64 rounded(quint64 requests)
{
    if (requests < 1000)
        return requests;
    const double step = std::pow(10, std::floor(std::log10(double(requests))) - 1);
    return quint64(std::round(double(requests) / step) * step);
}

} // namespace

PlanCard::PlanCard(ProfileDocument &document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_chart(new TimeChart(tr("Planned virtual users"), this))
    , m_totals(new QLabel(this))
    , m_remarks(new QLabel(this))
{
    m_remarks->setTextFormat(Qt::PlainText);
    m_remarks->setFont(secondaryFont(m_remarks->font()));
    m_remarks->setWordWrap(true);
    m_totals->setTextFormat(Qt::PlainText);
    m_totals->setFont(secondaryFont(m_totals->font()));
    m_totals->setForegroundRole(QPalette::PlaceholderText);
    m_totals->setWordWrap(true);
    auto *content = new QWidget(this);
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(4);
    inner->addWidget(m_chart, 1);
    inner->addWidget(m_totals);
    inner->addWidget(m_remarks);
    auto *card = new Card(tr("Planned virtual users"), this);
    card->setContent(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    connect(&document, &ProfileDocument::changed, this, &PlanCard::refresh);
    refresh();
}

QString PlanCard::totalsText() const
{
    return m_totals->text();
}

QString PlanCard::remarksText() const
{
    return m_remarks->text();
}

void PlanCard::refresh()
{
    const Profile &profile = m_document.resolved().profile;
    m_chart->setData(makePlanChart(profile.load));
    const auto &errors = m_document.errors();
    const bool isPartial = std::any_of(
        errors.begin(), errors.end(), [](const ProfileError &e) { return e.path.startsWith("load.stages["_L1); });

    const PlanEstimate estimate = estimatePlan(profile);
    QString text = tr("peak %1 users · %2").arg(formatCount(estimate.peak), formatClock(estimate.duration));
    if (estimate.requests) {
        text += tr(" · about %1 requests at most").arg(formatCount(rounded(*estimate.requests)));
        m_totals->setToolTip(
            tr("An estimate: one request a user each %1, the shorter of pause and polling interval. Answers that take "
               "time, and back-off, make them fewer.")
                .arg(formatDuration(estimate.rhythm)));
    } else {
        text += tr(" · as many requests as the shop answers");
        m_totals->setToolTip(tr("Users do not wait between their requests, so the shop's answers set the pace."));
    }
    if (isPartial)
        text += u" · "_s + tr("stages with errors are left out");
    m_totals->setText(text);
    const QStringList remarks = isPartial ? QStringList() : remarksOn(profile);
    m_remarks->setText(remarks.join(u'\n'));
    m_remarks->setVisible(!remarks.isEmpty());
}

} // namespace doorbuster
