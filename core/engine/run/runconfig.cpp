// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/runconfig.h"

#include "core/profile/fieldtable.h"
#include "core/profile/headers.h"
#include "core/result/runresult.h"
#include "core/shop/description/shippedshops.h"

#include <QProcessEnvironment>

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;

bool RunConfig::wantsSamples() const
{
    return std::ranges::any_of(journals, [](const auto &journal) { return journal->wantsSamples(); });
}

namespace {

/// `event=12, product=7`; nothing where it is not written so.
std::optional<QMap<QString, QString>> askFrom(const QString &text)
{
    QMap<QString, QString> ask;
    const QStringList parts = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const qsizetype equals = part.indexOf(u'=');
        if (equals <= 0)
            return std::nullopt;
        ask.insert(part.first(equals).trimmed(), part.sliced(equals + 1).trimmed());
    }
    return ask;
}

} // namespace

QStringList loadShopOf(RunConfig &config, const QString &folder, const QProcessEnvironment &environment)
{
    TargetSettings &target = config.profile.target;
    ShopLoad load = loadShop(target.shop, folder);
    QStringList errors;
    for (const DescriptionError &error : std::as_const(load.errors))
        errors << describe(error, load.file);
    if (!load.description)
        return errors;
    const ShopDescription &shop = *load.description;
    const auto ask = askFrom(target.ask);
    if (!ask)
        return {u"target.ask: “%1” is not written as in event=12, product=7"_s.arg(target.ask)};
    for (auto entry = ask->cbegin(); entry != ask->cend(); ++entry) {
        if (!shop.ask.contains(entry.key()))
            errors << u"target.ask: the shop does not ask for “%1”; it asks for %2"_s.arg(
                entry.key(), shop.ask.isEmpty() ? u"nothing"_s : shop.ask.keys().join(u", "_s));
    }
    QMap<QString, QString> secrets;
    for (const QString &name : shop.secrets) {
        secrets.insert(name, environment.value(name));
        if (environment.value(name).isEmpty())
            errors << u"the shop's calls need %1 in the environment"_s.arg(name);
    }
    if (config.profile.sale.mode == SaleMode::Create && !shop.call(ShopCall::CreateSale))
        errors << u"target.shop: %1 tells of no call that creates a sale: set sale.mode to existing, and sale.id"_s.arg(
            load.file);
    config.shopSecrets = secrets.values();
    config.shop = std::make_shared<const CompiledShop>(shop, *ask, secrets);
    if (!shippedShopNames().contains(target.shop))
        target.shop = load.file;
    return errors;
}

VerificationConfig verificationConfig(const RunResult &result, const QProcessEnvironment &environment)
{
    ExpandedHeaders headers = expandHeaders(result.profile.target.headers, environment);
    VerificationConfig made{.config = {}, .errors = std::move(headers.errors)};
    made.config.profile = result.profile;
    made.config.profile.target.apiBase = result.apiBase;
    made.config.profile.sale.adminPassword = environment.value(fieldAt(u"sale.admin.password")->environment);
    made.config.profile.target.clientKeyPassword = environment.value(fieldAt(u"target.clientKeyPassword")->environment);
    made.config.headers = std::move(headers.headers);
    const QStringList errors = loadShopOf(made.config, {}, environment);
    for (const QString &error : errors)
        made.errors.append({u"target.shop"_s, error});
    return made;
}

} // namespace doorbuster
