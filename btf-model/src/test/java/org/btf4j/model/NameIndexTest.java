// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The index finds the own types of one BTF by name. */
class NameIndexTest {

    @Test
    void typesOfOneNameComeInAscendingOrder() {
        BtfBuilder builder = BtfBuilder.standalone();
        builder.forwardStruct("x");
        builder.forwardStruct("y");
        builder.struct("x", 8);
        builder.integer("x", 4, 0);
        NameIndex index = builder.build().index();

        assertThat(index.ids("x")).containsExactly(1, 3, 4);
        assertThat(index.ids("y")).containsExactly(2);
        assertThat(index.ids("x", Kind.STRUCT)).containsExactly(3);
        assertThat(index.ids("x", Kind.UNION)).isEmpty();
        assertThat(index.next(1)).isEqualTo(3);
        assertThat(index.next(3)).isEqualTo(4);
        assertThat(index.next(4)).isZero();
    }

    @Test
    void anonymousTypesAreNotInIt() {
        byte[] withEmptyName = new Blob()
                .types(0, Blob.info(Kind.STRUCT, 0), 4, 2, Blob.info(Kind.STRUCT, 0), 4)
                .strings("|x||")
                .bytes();

        Btf btf = Btf.read(withEmptyName);

        assertThat(btf.index().ids("")).isEmpty();
        assertThat(btf.index().first(btf, 0)).isZero();
        assertThat(btf.index().first(btf, 2)).isZero();
    }

    @Test
    void namesAreEqualByTheirBytesWhereverTheyAreStored() {
        byte[] sameNameThreeTimes = new Blob()
                .types(1, Blob.info(Kind.FWD, 0), 0, 5, Blob.info(Kind.FWD, 0), 0, 10, Blob.info(Kind.FWD, 0), 0)
                .strings("|abc|abc|xabc|")
                .bytes();

        Btf btf = Btf.read(sameNameThreeTimes);

        assertThat(btf.name(3)).isEqualTo("abc");
        assertThat(btf.index().ids("abc")).containsExactly(1, 2, 3);
        assertThat(btf.index().ids("ab")).isEmpty();
        assertThat(btf.index().ids("abcx")).isEmpty();
    }

    @Test
    void namesOfAnotherBtfAreLookedUpWithoutMakingThem() {
        Btf other = Btf.read(new Blob()
                .types(1, Blob.info(Kind.FWD, 0), 0)
                .strings("|driver|")
                .bytes());
        BtfBuilder builder = BtfBuilder.standalone();
        builder.forwardStruct("device");
        builder.forwardStruct("driver");
        Btf btf = builder.build();

        assertThat(btf.index().first(other, other.nameOffset(1))).isEqualTo(2);
        assertThat(btf.index().first(other, other.nameOffset(1) + 1)).isZero();
    }

    @Test
    void aNameThatNoTypeCanHaveIsNotFound() {
        BtfBuilder builder = BtfBuilder.standalone();
        builder.forwardStruct("?");
        builder.forwardStruct("a");
        builder.forwardStruct("b");
        NameIndex index = builder.build().index();

        assertThat(index.ids("\u20ac")).isEmpty();
        assertThat(index.ids("a\0b")).isEmpty();
        assertThat(index.ids("?")).containsExactly(1);
    }

    @Test
    void latin1NamesAreFound() {
        BtfBuilder builder = BtfBuilder.standalone();
        builder.forwardStruct("\u00e9");

        assertThat(builder.build().index().ids("\u00e9")).containsExactly(1);
    }

    @Test
    void typesOfTheBaseAreNotInIt() {
        BtfBuilder base = BtfBuilder.standalone();
        base.forwardStruct("x");
        BtfBuilder split = BtfBuilder.over(base.build());
        split.forwardUnion("x");

        assertThat(split.build().index().ids("x")).containsExactly(2);
    }

    @Test
    void manyNamesAreAllFound() {
        BtfBuilder builder = BtfBuilder.standalone();
        int count = 5_000;
        for (int i = 0; i < count; i++) {
            builder.forwardStruct("name" + i);
        }
        NameIndex index = builder.build().index();

        for (int i = 0; i < count; i++) {
            assertThat(index.ids("name" + i)).containsExactly(i + 1);
        }
        assertThat(index.ids("name" + count)).isEmpty();
    }

    @Test
    void manyThreadsThatAskAtOnceGetTheSameIndex() throws Exception {
        BtfBuilder builder = BtfBuilder.standalone();
        for (int i = 0; i < 10_000; i++) {
            builder.forwardStruct("name" + i % 100);
        }
        Btf btf = builder.build();
        int threads = 16;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            Callable<NameIndex> ask = () -> {
                start.await();
                return btf.index();
            };
            List<NameIndex> answers = new ArrayList<>();
            List<Future<NameIndex>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(ask));
            }
            for (Future<NameIndex> each : running) {
                answers.add(each.get());
            }
            assertThat(answers)
                    .hasSize(threads)
                    .allSatisfy(answer -> assertThat(answer).isSameAs(btf.index()));
            assertThat(btf.index().ids("name7")).hasSize(100);
        } finally {
            executor.shutdownNow();
        }
    }
}
