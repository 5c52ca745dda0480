/* SPDX-License-Identifier: Apache-2.0 */
struct point {
	int x;
	int y;
};
