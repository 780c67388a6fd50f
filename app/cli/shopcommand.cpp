// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/shopcommand.h"

#include "app/cli/commandline.h"
#include "app/cli/shoptrial.h"
#include "core/metrics/metric.h"
#include "core/profile/headers.h"
#include "core/profile/resolvedprofile.h"
#include "core/result/exitstatus.h"
#include "core/shop/description/shippedshops.h"
#include "core/shop/description/shopkeys.h"

#include <QFileInfo>
#include <QTextStream>

#include <cstdio>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

int list()
{
    QTextStream out(stdout);
    for (const QString &name : shippedShopNames()) {
        const ShopDescription shop = shippedShop(name);
        out << name.leftJustified(16) << shop.name << '\n';
        if (!shop.note.isEmpty())
            out << QString(16, u' ') << shop.note << '\n';
    }
    return 0;
}

/// What a description has, in a few lines.
QString summaryOf(const ShopDescription &shop)
{
    QStringList calls;
    for (std::size_t i = 0; i < shopCallCount; ++i) {
        if (shop.call(ShopCall(i)))
            calls << pathOf(ShopCall(i)).toString();
    }
    return u"%1: no errors. It has %2.\n"_s.arg(shop.name, calls.join(u", "_s));
}

int check(const QStringList &files)
{
    QStringList errors;
    QTextStream out(stdout);
    for (const QString &file : files) {
        const ShopLoad load = loadShop(file, {});
        for (const DescriptionError &error : load.errors)
            errors << describe(error, file);
        if (load.description)
            out << summaryOf(*load.description);
    }
    out.flush();
    return errors.isEmpty() ? 0 : badArguments(errors);
}

int trial(const QCommandLineParser &parser, const QString &file)
{
    SettingInputs inputs;
    inputs.environment = QProcessEnvironment::systemEnvironment();
    inputs.variables = parser.values(u"e"_s);
    inputs.settings = parser.values(u"set"_s) + QStringList{u"target.shop="_s + file, u"sale.mode=existing"_s};
    if (const QString sale = parser.value(u"sale"_s); !sale.isEmpty())
        inputs.settings << u"sale.id="_s + sale;
    inputs.metrics = &metricTypeByName;
    ResolvedProfile resolved = resolveProfile(inputs);
    QStringList errors;
    for (const ProfileError &error : std::as_const(resolved.errors))
        errors << describe(error);
    RunConfig config;
    config.allowedHosts = parser.values(u"allow-host"_s);
    config.headers = expandHeaders(resolved.profile.target.headers, inputs.environment).headers;
    config.profile = std::move(resolved.profile);
    if (errors.isEmpty())
        errors += loadShopOf(config, {}, inputs.environment);
    if (!errors.isEmpty())
        return badArguments(errors);
    if (const auto objection = hostObjection(config.profile.target.apiBase, config.allowedHosts,
            u"A trial buys something there: where that is what you want"_s))
        return badArguments({*objection});
    return tryShop(config);
}

} // namespace

int shopCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Descriptions of shops: how a shop speaks, for target.shop of a profile.\n\n"
        "list    the descriptions that come with this program\n"
        "check   every error of a description at once, with line, column and path\n"
        "try     one buyer through the live shop, step by step: request, answer, the rule that matched, what was kept\n"
        "schema  the JSON Schema of a description\n\n"
        "Exit status: 0, or 104 where a description has errors; of try 1 where the buyer got no order."_s);
    parser.addPositionalArgument(u"ACTION"_s, u"list, check, try or schema."_s);
    parser.addPositionalArgument(
        u"FILE"_s, u"A description, or the name of one that comes with the program."_s, u"[FILE…]"_s);
    parser.addOptions({
        {u"e"_s, u"Of try: sets an environment setting, as in -e API_BASE=http://localhost:4000."_s, u"NAME=VALUE"_s},
        {u"set"_s, u"Of try: sets a field of the profile, as in --set target.ask=product=7."_s, u"PATH=VALUE"_s},
        {u"sale"_s, u"Of try: the sale's id."_s, u"ID"_s},
        {u"allow-host"_s, u"Of try: allows a public target. Repeatable."_s, u"HOST"_s},
    });
    if (const auto status = parseArguments(parser, arguments))
        return *status;
    const QStringList positional = parser.positionalArguments();
    const QString action = positional.value(0);
    const QStringList files = positional.mid(1);
    if (action == u"list" && files.isEmpty())
        return list();
    if (action == u"schema" && files.isEmpty()) {
        QTextStream(stdout) << QString::fromUtf8(shopkeys::jsonSchema());
        return 0;
    }
    if (action == u"check" && !files.isEmpty())
        return check(files);
    if (action == u"try" && files.size() == 1)
        return trial(parser, files.front());
    return badArguments({u"one of these is needed: shop list, shop check FILE…, shop try FILE, shop schema"_s});
}

} // namespace doorbuster
