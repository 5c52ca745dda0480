// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import java.util.Locale;
import org.btf4j.batch.CheckCell;
import org.btf4j.batch.JsonText;
import org.btf4j.batch.ModuleCheck;

/** A sort of result: why a module does not keep its BTF, or what it rests on that it does. */
enum SarifRule {
    MISSING(
            "The kernel lacks a type that the module needs.",
            "Build the module for that kernel, or do not ship it there."),
    SIZE_DIFFERS(
            "A type that the module embeds has another size in the kernel.",
            "Build the module for that kernel, or do not ship it there."),
    KIND_DIFFERS(
            "A type that the module needs is of another kind in the kernel.",
            "Build the module for that kernel, or do not ship it there."),
    ENCODING_DIFFERS(
            "An integer that the module needs is encoded otherwise in the kernel.",
            "Build the module for that kernel, or do not ship it there."),
    AMBIGUOUS(
            "More than one type of the kernel fits a type that the module needs, so that none is taken.",
            "Build the module for that kernel, or do not ship it there."),
    REFERS_TO_UNMAPPED(
            "A type that the module needs refers to one that the kernel lacks.",
            "Look at the results for the type that it refers to."),
    FINDING(
            "The module fits, but only since kernels do not look closely.",
            "Look at the type before relying on what BTF tells of it."),
    NOT_DISTILLED("The module has BTF but no small base.", "Distil it with btf:distill."),
    NO_BTF(
            "The module has no BTF.",
            "Build it with CONFIG_DEBUG_INFO_BTF_MODULES=y, and do not strip the section .BTF."),
    OTHER_LAYOUT("The module's small base is in the other layout.", "Check it with that layout, or distil it anew."),
    BROKEN("The module or its BTF is damaged.", "Build or fetch it anew."),
    UNREADABLE("The file cannot be read.", "Let the build read it.");

    private final String description;
    private final String help;

    SarifRule(String description, String help) {
        this.description = description;
        this.help = help;
    }

    static SarifRule of(CheckCell.Reason reason) {
        return reason.verdict() == null
                ? FINDING
                : switch (reason.verdict()) {
                    case MISSING -> MISSING;
                    case SIZE_DIFFERS -> SIZE_DIFFERS;
                    case KIND_DIFFERS -> KIND_DIFFERS;
                    case ENCODING_DIFFERS -> ENCODING_DIFFERS;
                    case AMBIGUOUS -> AMBIGUOUS;
                    case REFERS_TO_UNMAPPED -> REFERS_TO_UNMAPPED;
                    case MAPPED -> throw new IllegalArgumentException("a type that fits is no reason: " + reason);
                };
    }

    static SarifRule of(ModuleCheck.State state) {
        return switch (state) {
            case NOT_DISTILLED -> NOT_DISTILLED;
            case NO_BTF -> NO_BTF;
            case OTHER_LAYOUT -> OTHER_LAYOUT;
            case BROKEN -> BROKEN;
            case UNREADABLE -> UNREADABLE;
            case CHECKED -> throw new IllegalArgumentException("a module that was checked is no problem");
        };
    }

    /** As results name the rule: {@code size-differs}. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As tools show the rule: {@code SizeDiffers}. */
    String title() {
        String label = JsonText.label(this);
        return Character.toUpperCase(label.charAt(0)) + label.substring(1);
    }

    String description() {
        return description;
    }

    String help() {
        return help;
    }

    /** That of results which do not say otherwise. */
    SarifLevel level() {
        return this == FINDING ? SarifLevel.NOTE : SarifLevel.ERROR;
    }
}
